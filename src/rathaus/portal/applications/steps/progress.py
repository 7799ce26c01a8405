"""How far an application is: the line of stations above each page."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rathaus.foundation.design.until_edit import until_edit
from rathaus.portal.applications.blueprints.blueprint import Step


@dataclass(frozen=True)
class Station:
    """A step on the line; ``url`` is empty where she cannot go yet. ``state``: done, now, next."""

    title: str
    state: str
    url: str


@dataclass(frozen=True)
class Progress:
    """``number`` of the current station, and about how many ``minutes`` are left (0: almost there)."""

    stations: tuple[Station, ...]
    number: int
    minutes: int


def progress(slug: str, steps: Sequence[Step], open_step: Step | None, current: Step | None, minutes: int) -> Progress:
    """The line for the page of ``current``, None being the check page; ``minutes`` is for the whole way."""
    reached = steps.index(open_step) if open_step else len(steps)
    here = steps.index(current) if current else len(steps)
    line = _line(slug, tuple((step.id, step.title) for step in steps), here, reached, get_language())
    left = len(line) - here
    return Progress(line, here + 1, -(-minutes * left // len(line)))


@until_edit
def _line(
    slug: str, steps: tuple[tuple[str, str], ...], here: int, reached: int, language: str | None
) -> tuple[Station, ...]:
    stations = [
        _station(title, reverse("applications:step", args=[slug, name]), number, here, reached)
        for number, (name, title) in enumerate(steps)
    ]
    check = _station(_("Prüfen"), reverse("applications:check", args=[slug]), len(steps), here, reached)
    return (*stations, check)


def _station(title: str, url: str, number: int, here: int, reached: int) -> Station:
    if number == here:
        return Station(title, "now", "")
    return Station(title, "done" if number < reached else "next", url if number <= reached else "")
