"""Counting ideas and their stations, in four queries however many there are."""

from datetime import datetime
from typing import Any

from django.db.models import (
    Case,
    Count,
    IntegerField,
    Max,
    Min,
    Q,
    QuerySet,
    Value,
    When,
)
from django.utils import timezone

from rathaus.participation.ideas.content import participation
from rathaus.participation.ideas.models import Idea, Station, Visibility
from rathaus.participation.projects.figures.funnel import Cell, Funnel, Numbers
from rathaus.participation.projects.figures.waits import waits

Key = tuple[str, int, str]
"""Series, year and field."""


def funnel(*, with_waits: bool = True) -> Funnel:
    """All public ideas. "Pursued" is what was ever accepted, with high priority or without; waits cost the most."""
    years = _years()
    if not years:
        return Funnel()
    came, went_on = _came(years), _went_on(years)
    cells = [
        Cell(*key, Numbers(count, *went_on.get(key, (0, 0)), examples))
        for key, (count, examples) in sorted(came.items())
    ]
    return Funnel(tuple(cells), tuple(waits(years)) if with_waits else ())


def _years() -> range:
    """In which ideas came; computing the year of a row in the database costs SQLite more than all the rest."""
    span = Idea.objects.public().aggregate(first=Min("sent_at"), last=Max("sent_at"))
    if span["first"] is None:
        return range(0)
    return range(timezone.localtime(span["first"]).year, timezone.localtime(span["last"]).year + 1)


def _came(years: range) -> dict[Key, tuple[int, int]]:
    """How many came, and how many of them are examples."""
    rows = Idea.objects.public().order_by().annotate(year=_year("sent_at", years)).values("series", "year", "field")
    counted = rows.annotate(count=Count("pk"), examples=Count("pk", filter=Q(is_example=True)))
    return {(row["series"], row["year"], row["field"]): (row["count"], row["examples"]) for row in counted}


def _went_on(years: range) -> dict[Key, tuple[int, int]]:
    """Pursued, and with high priority; each idea once, however often it was decided."""
    city = participation()
    counted = _grouped(Station.objects.filter(state__in=city.states_that_are("pursued")), years).annotate(
        pursued=Count("idea", distinct=True),
        high=Count("idea", distinct=True, filter=Q(state__in=city.states_that_are("high_priority"))),
    )
    return {_key(row): (row["pursued"], row["high"]) for row in counted}


def _grouped(stations: QuerySet[Station], years: range, *more: str) -> Any:
    public = stations.filter(idea__visibility=Visibility.PUBLIC).order_by()
    return public.annotate(year=_year("idea__sent_at", years)).values("idea__series", "year", "idea__field", *more)


def _key(row: dict[str, Any]) -> Key:
    return row["idea__series"], row["year"], row["idea__field"]


def _year(column: str, years: range) -> Case:
    zone = timezone.get_current_timezone()
    whens = [When(**{f"{column}__lt": datetime(year + 1, 1, 1, tzinfo=zone)}, then=Value(year)) for year in years[:-1]]
    return Case(*whens, default=Value(years[-1]), output_field=IntegerField())
