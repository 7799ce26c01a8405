"""What lies on a table, read in a handful of queries: for the page, the live stream, the wall, the documentation."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import Prefetch

from rathaus.participation.rooms.models import Answer, Card, Question, Room, Version
from rathaus.participation.rooms.models.board import CardQuerySet
from rathaus.participation.workshops.models import Table


@dataclass
class Pile:
    """Cards under a heading, heaviest first."""

    key: int
    heading: str
    cards: list[Card] = field(default_factory=list)

    @property
    def weight(self) -> int:
        return sum(card.weight for card in self.cards)  # type: ignore[attr-defined]


@dataclass(frozen=True)
class Board:
    """Piles, heaviest first; then the cards that lie by themselves. Each card has ``weight`` and ``beneath``."""

    piles: list[Pile]
    loose: list[Card]

    @property
    def count(self) -> int:
        return len(self.loose) + sum(len(pile.cards) for pile in self.piles)


def board_of(table: Table) -> Board:
    """The board of ``table``; one query."""
    return _sorted(_all(Card.objects.filter(table=table)))


def boards_of(room: Room) -> dict[int, Board]:
    """The board of every table with cards, by the table's id; one query."""
    by_table: dict[int, list[Card]] = defaultdict(list)
    for card in _all(room.cards.all()):
        by_table[card.table_id].append(card)
    return {table: _sorted(cards) for table, cards in by_table.items()}


def _all(cards: CardQuerySet) -> CardQuerySet:
    return cards.filter(removed_at=None).weighed().select_related("stack", "idea", "became")


def _sorted(cards: Iterable[Card]) -> Board:
    beneath: dict[int | None, list[Card]] = defaultdict(list)
    for card in cards:
        beneath[card.merged_into_id].append(card)
    piles: dict[int, Pile] = {}
    on_top = beneath.pop(None, [])
    for card in on_top:
        card.beneath = beneath[card.pk]  # type: ignore[attr-defined]
        if card.stack:
            piles.setdefault(card.stack.pk, Pile(card.stack.pk, card.stack.heading)).cards.append(card)
    loose = [card for card in on_top if card.stack is None]
    return Board(sorted(piles.values(), key=lambda pile: -pile.weight), loose)


def answers_of(table: Table) -> list[Answer]:
    """An answer for every question of the table's profile, empty ones where nobody has written yet; two queries."""
    versions = Prefetch("versions", Version.objects.order_by("pk"), to_attr="others")
    written = {a.question: a for a in Answer.objects.filter(profile__table=table).prefetch_related(versions)}
    return [written.get(question) or _empty(question) for question in Question.values]


def _empty(question: str) -> Answer:
    answer = Answer(question=question)
    answer.others = []  # type: ignore[attr-defined]
    return answer
