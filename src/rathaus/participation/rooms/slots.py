"""What a page of a room shows, in named pieces: whoever looks on gets those that changed.

The pieces are the same for everybody at a table: what is a person's own (her cards, her dots) her page adds itself.
"""

import json
from collections.abc import Iterable

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from rathaus.participation.rooms.boards import Board, answers_of, board_of
from rathaus.participation.rooms.clocks import clock_of, voyage_of
from rathaus.participation.rooms.models import Answer, Card, Participant, Phase, Room
from rathaus.participation.rooms.walls import scene_of
from rathaus.participation.workshops.models import Table

Slots = dict[str, str]
"""Name → HTML, or JSON for scripts."""


def table_slots(room: Room, table: Table, whose: "Own | None" = None) -> Slots:
    """A table's page: ``phase``, ``bar``, ``count``, ``order``, ``card:<id>``, ``pile:<id>``, ``answer:<question>``,
    ``versions:<question>``; as ``whose`` sees it, where a page has to do without scripts."""
    board = board_of(table)
    pieces = dict(_pieces(room, board, whose or Own()))
    return {
        "phase": room.phase,
        "bar": _bar(room, table),
        "count": str(board.count),
        "order": json.dumps([*pieces]),
        **pieces,
        **dict(_profile(answers_of(table))),
    }


def wall_slots(room: Room) -> Slots:
    """The wall: ``phase`` and ``scene``."""
    return {"phase": room.phase, "scene": render_to_string("rooms/wall/scene.html", scene_of(room))}


class Own:
    """What one participant sees as her own: cards she wrote, and cards that carry a dot of hers."""

    def __init__(self, participant: Participant | None = None) -> None:
        self.cards: dict[int, str] = {}
        self.dots: list[int] = []
        if participant is not None:
            written = Card.objects.filter(participant=participant, removed_at=None, idea=None)
            self.cards = dict(written.values_list("pk", "text"))
            self.dots = list(participant.dots.filter(table=participant.table_id).values_list("card_id", flat=True))


def card_slot(room: Room, card: Card) -> tuple[str, str]:
    """Name and piece of one card as the others see it."""
    return f"card:{card.pk}", _card(room, card, Own())


def _pieces(room: Room, board: Board, own: Own) -> Iterable[tuple[str, str]]:
    for pile in board.piles:
        cards = [_card(room, card, own) for card in pile.cards]
        yield f"pile:{pile.key}", render_to_string("rooms/pile.html", {"pile": pile, "cards": cards})
    for card in board.loose:
        yield f"card:{card.pk}", _card(room, card, own)


def _card(room: Room, card: Card, own: Own) -> SafeString:
    context = {"room": room, "card": card, "mine": card.pk in own.cards, "dotted": card.pk in own.dots}
    return render_to_string("rooms/card.html", context)


def _bar(room: Room, table: Table) -> SafeString:
    context = {"room": room, "table": table, "clock": clock_of(room), "voyage": voyage_of(room, 6, 354, 18)}
    return render_to_string("rooms/bar.html", context | {"running": room.phase != Phase.CLOSED})


def _profile(answers: list[Answer]) -> Iterable[tuple[str, str]]:
    for answer in answers:
        yield f"answer:{answer.question}", json.dumps({"text": answer.text, "revision": answer.revision})
        yield f"versions:{answer.question}", render_to_string("rooms/versions.html", {"answer": answer})
