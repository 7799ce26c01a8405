"""„Wo steht diese Idee?“: the stations of one idea, ready to be drawn."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from rathaus.participation.ideas.models import Idea, Station

FIRST_FLOW, LAST_FLOW = 3, 15
HIGH, LOW = 32, 80
PER_LINK = 100


@dataclass(frozen=True)
class Link:
    """One stretch of the river between two stations, as SVG; it grows broader towards the mouth."""

    path: str
    width: int


@dataclass(frozen=True)
class Chain:
    """``river`` lies behind the stations where there is room; the last station is where the idea is now."""

    stations: list[Station]
    river: list[Link]

    @property
    def breadth(self) -> int:
        return PER_LINK * len(self.stations)


def chain_of(idea: Idea) -> Chain:
    """Its stations in order, the same state twice in a row as one: the later tells more."""
    told: list[Station] = []
    for station in idea.stations.all():
        if told and told[-1].state == station.state:
            told.pop()
        told.append(station)
    return Chain(told, [_link(place, len(told)) for place in range(len(told) - 1)])


def days_on_the_way(idea: Idea) -> int:
    """From its first station until today, or until it was carried out."""
    stations = list(idea.stations.all())
    end: date = _day(stations[-1].at) if idea.state_named.done else timezone.localdate()
    return (end - _day(stations[0].at)).days


def _link(place: int, of: int) -> Link:
    begin, end = PER_LINK * place, PER_LINK * (place + 1)
    here, there = (HIGH, LOW) if place % 2 == 0 else (LOW, HIGH)
    middle = (begin + end) // 2
    width = FIRST_FLOW + (LAST_FLOW - FIRST_FLOW) * place // max(1, of - 1)
    return Link(f"M{begin} {here}C{middle} {here} {middle} {there} {end} {there}", width)


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
