"""When projects began and ended, as a drawing: places on a paper of fixed width, for inline SVG."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from rathaus.participation.projects.models import Project

WIDTH = 1184
LEFT, RIGHT = 330, 1090
TOP, ROW = 70, 40
LONGEST_TITLE = 36
MOST_TICKS = 10


@dataclass(frozen=True)
class Tick:
    """A line across all lanes; ``label`` is ``04/2019``, or the year alone."""

    x: float
    label: str


@dataclass(frozen=True)
class Lane:
    """One project: a line from its start to its result, or dotted on to today."""

    project: Project
    title: str
    """Short enough for its place."""
    y: int
    start: float
    stop: float
    known: float
    """How far something was heard of it."""

    @property
    def text_y(self) -> int:
        return self.y + 5


@dataclass(frozen=True)
class Timeline:
    lanes: list[Lane]
    ticks: list[Tick]
    width = WIDTH

    @property
    def height(self) -> int:
        return TOP + ROW * len(self.lanes)

    @property
    def foot(self) -> int:
        return self.height - ROW // 2


def timeline(projects: Sequence[Project], today: date) -> Timeline:
    """The projects in the order of their start; from the first start's quarter or year to today or the last result."""
    in_order = sorted(projects, key=lambda project: project.started_at)
    if not in_order:
        return Timeline([], [])
    days = [_end(project, today) for project in in_order]
    scale = _Scale(_day(in_order[0].started_at), max(days))
    lanes = [_lane(project, row, scale, today) for row, project in enumerate(in_order)]
    return Timeline(lanes, list(_ticks(scale)))


class _Scale:
    """Where a day lies."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first.replace(month=1, day=1), last

    def x(self, day: date) -> float:
        span = max((self.last - self.first).days, 1)
        return round(LEFT + (RIGHT - LEFT) * (day - self.first).days / span, 1)


def _lane(project: Project, row: int, scale: _Scale, today: date) -> Lane:
    end = _end(project, today)
    known = end if not project.is_open else min(project.heard_on, end)
    return Lane(
        project,
        _short(project.title),
        TOP + ROW * row,
        scale.x(_day(project.started_at)),
        scale.x(end),
        scale.x(known),
    )


def _end(project: Project, today: date) -> date:
    return _day(project.ended_at) if project.ended_at else max(today, _day(project.started_at))


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)


def _short(title: str) -> str:
    return title if len(title) <= LONGEST_TITLE else title[: LONGEST_TITLE - 1].rstrip() + "…"


def _ticks(scale: _Scale) -> Iterator[Tick]:
    """Quarters, or years where there would be too many."""
    years = scale.last.year - scale.first.year + 1
    quarters = years * 4 <= MOST_TICKS
    for year in range(scale.first.year, scale.last.year + 1, -(-years // MOST_TICKS)):
        for month in (1, 4, 7, 10) if quarters else (1,):
            if (day := date(year, month, 1)) <= scale.last:
                yield Tick(scale.x(day), f"{month:02}/{year}" if quarters else str(year))
