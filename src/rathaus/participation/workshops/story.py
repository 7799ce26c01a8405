"""What is public of a draw: as a story for the page, as a file for programs."""

from dataclasses import asdict, dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from rathaus.participation.workshops import draw
from rathaus.participation.workshops.models import Announcement, Commitment, FrozenList, Group, Result, Workshop

LIST_FILE = "anmeldungen.txt"


@dataclass(frozen=True)
class Row:
    """One line of the result's excerpt; ``place`` is None for a seat, or its number on the waiting list."""

    rank: int
    lot: draw.Lot
    place: int | None


@dataclass(frozen=True)
class Excerpt:
    """Beginning, border and end of one group's order."""

    group: Group
    seats: int
    rows: list[Row]


@dataclass
class Story:
    """A commitment with all that followed from it so far."""

    commitment: Commitment
    announcements: list[Announcement]
    frozen: FrozenList | None
    result: Result | None

    @property
    def announced(self) -> Announcement:
        """The one that counts."""
        return self.announcements[-1]

    @property
    def earlier(self) -> list[Announcement]:
        """Sources named before the deadline was put off."""
        return self.announcements[:-1]

    @cached_property
    def entries(self) -> list[draw.Entry]:
        return draw.entries_in(self.frozen.text) if self.frozen else []

    @cached_property
    def lots(self) -> list[draw.Lot]:
        """In the order of the draw; empty before it."""
        return draw.order(self.entries, self.result.seed, self.result.value) if self.result else []

    @property
    def needs_draw(self) -> bool:
        """Whether more registered for some group than it has seats."""
        return bool(self.frozen and draw.oversubscribed(self.entries, self.frozen.quotas))

    @property
    def excerpts(self) -> list[Excerpt]:
        """For each group that needed the draw."""
        if self.frozen is None or self.result is None:
            return []
        crowded, quotas = draw.oversubscribed(self.entries, self.frozen.quotas), self.frozen.quotas
        return [self._excerpt(group, quotas[group]) for group in Group if group in crowded]

    @property
    def recipe(self) -> str:
        return draw.recipe(self.result.seed, self.result.value, LIST_FILE) if self.result else ""

    @property
    def published(self) -> draw.Published | None:
        """All of it, once it is over."""
        if self.frozen is None or self.result is None:
            return None
        return draw.Published(
            commitment=self.commitment.digest,
            committed_at=self.commitment.at,
            source=self.announced.source,
            numbers=self.announced.numbers,
            announced_at=self.announced.at,
            known_at=self.announced.known_at,
            listed=self.frozen.text,
            fingerprint=self.frozen.fingerprint,
            frozen_at=self.frozen.at,
            quotas=self.frozen.quotas,
            seed=self.result.seed,
            value=self.result.value,
            drawn_at=self.result.at,
            order=tuple(lot.number for lot in self.lots),
        )

    def _excerpt(self, group: Group, seats: int) -> Excerpt:
        own = [lot for lot in self.lots if lot.group == group]
        shown = {1, 2, 3, seats - 1, seats, seats + 1, seats + 2, len(own)}
        ranked = ((rank, lot) for rank, lot in enumerate(own, start=1) if rank in shown)
        rows = [Row(rank, lot, rank - seats if rank > seats else None) for rank, lot in ranked]
        return Excerpt(group, seats, rows)


def story_of(workshop: Workshop) -> Story | None:
    """The story of its draw; None without one. Two queries."""
    found = Commitment.objects.select_related("frozen__result").filter(workshop=workshop).first()
    if found is None:
        return None
    frozen = getattr(found, "frozen", None)
    return Story(found, list(found.announcements.all()), frozen, getattr(frozen, "result", None))


def as_json(published: draw.Published) -> dict[str, Any]:
    """What the JSON file says; ``draw.Published.read`` reads it."""
    said = asdict(published)
    return {name: value.isoformat() if isinstance(value, datetime) else value for name, value in said.items()}
