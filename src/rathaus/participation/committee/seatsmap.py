"""Where the circles of the drawing of a ballot lie: a half ring, yes on the left."""

import math
from dataclasses import dataclass

from rathaus.participation.committee.counting import Outcome


@dataclass(frozen=True)
class Seat:
    """A circle at ``x``, ``y`` with the class ``mark`` (yes, no, abstain, out, away)."""

    x: str
    y: str
    mark: str


def seats_of(outcome: Outcome) -> list[Seat]:
    """One circle a seat, on a drawing of 400 by 216."""
    marks = outcome.marks
    step = math.pi / max(1, len(marks) - 1)
    return [
        Seat(f"{200 - 160 * math.cos(step * place):.1f}", f"{190 - 160 * math.sin(step * place):.1f}", mark)
        for place, mark in enumerate(marks)
    ]
