"""The clock and the barge: how far a room has come."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from rathaus.participation.rooms.models import Phase, Room

_LEGS = {Phase.COLLECT: (2, 46), Phase.SHAPE: (50, 90), Phase.PRESENT: (90, 95), Phase.CLOSED: (95, 95)}
"""From where to where the barge goes in each phase, in percent of the river."""


@dataclass(frozen=True)
class Clock:
    """What a clock shows. ``ends`` is milliseconds since 1970 for scripts, 0 while it stands."""

    minutes: int
    seconds: int
    ends: int

    @property
    def digits(self) -> str:
        """``07:42``."""
        return f"{self.minutes:02}:{self.seconds:02}"


def clock_of(room: Room, now: datetime | None = None) -> Clock:
    """The room's clock at this moment."""
    left = round(room.left(now).total_seconds())
    ends = round(room.phase_ends_at.timestamp() * 1000) if room.phase_ends_at else 0
    return Clock(left // 60, left % 60, ends)


@dataclass(frozen=True)
class Voyage:
    """Where the barge is on a river from ``start`` to ``end``; ``x`` where it begins, ``gone`` how far it came."""

    gone: int
    x: int
    number: int
    """Which of the three phases: 1 to 3."""


def voyage_of(room: Room, start: int, end: int, length: int) -> Voyage:
    """The barge, ``length`` long up to its place, drawn on a river from ``start`` to ``end``."""
    phase = Phase(room.phase)
    first, last = _LEGS[phase]
    gone = start + round((end - start) * (first + (last - first) * _done(room)) / 100)
    return Voyage(gone, max(gone - length, start), min(list(Phase).index(phase) + 1, 3))


def _done(room: Room) -> float:
    """The part of this phase's time that has gone by."""
    if room.phase_started_at is None:
        return 0
    gone, left = (timezone.now() - room.phase_started_at).total_seconds(), room.left().total_seconds()
    return gone / (gone + left) if gone + left > 0 else 1
