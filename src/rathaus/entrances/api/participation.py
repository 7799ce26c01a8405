"""Endpoints of participation's later stages: workshops, projects, and the way in numbers."""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils import timezone
from ninja import Field, Query, Schema

from rathaus.entrances.api.door import api
from rathaus.entrances.api.shapes import Problem
from rathaus.foundation.design.paging import page_of
from rathaus.lib.text import clean
from rathaus.participation.projects.figures import Numbers, funnel
from rathaus.participation.projects.models import Project, State
from rathaus.participation.workshops.models import Workshop

PAGE = 100
ALL = "all"
STATES = {state.name.lower(): state for state in State}
Key = Query(None, ge=0, le=2**53)
Word = Query("", max_length=60)


class WorkshopLine(Schema):
    """A workshop in a list."""

    slug: str
    title: str
    series: str
    number: int = Field(description="Its place in the series")
    field: str = Field(description="Slug of the field of action")
    starts_at: datetime
    ends_at: datetime
    place: str
    state: str = Field(description="planned, open, closed, held or cancelled")
    is_example: bool
    url: str


class WorkshopList(Schema):
    """One page of workshops; ask again with ``after=next`` until ``next`` is null."""

    workshops: list[WorkshopLine]
    next: int | None


class MilestoneLine(Schema):
    title: str
    planned_on: date
    reached_on: date | None


class ProjectLine(Schema):
    """A project in a list."""

    slug: str
    title: str
    goals: str
    owner: str
    field: str = Field(description="Slug of the field of action")
    state: str = Field(description="done, running, preparing or stopped")
    light: str = Field(description="good, slow, stuck, silent (no report for 90 days), new, done or stopped")
    ideas: list[int] = Field(description="Numbers of the ideas it came from")
    started_on: date
    ended_on: date | None
    result: str | None = Field(description="Address of what came of it")
    milestones: list[MilestoneLine]
    is_example: bool
    url: str


class ProjectList(Schema):
    """One page of projects, the newest first; ask again with ``after=next`` until ``next`` is null."""

    projects: list[ProjectLine]
    next: int | None


class FieldNumbers(Schema):
    ideas: int
    pursued: int
    high_priority: int


class FunnelNumbers(FieldNumbers):
    """How many ideas came, how many of them were accepted, how many of those with high priority."""

    by_field: dict[str, FieldNumbers]


@api.get("/workshops", response={200: WorkshopList, 422: Problem}, tags=["participation"])
def workshops(request: HttpRequest, series: str = Word, field: str = Word, after: int | None = Key) -> dict[str, Any]:
    """All workshops, a hundred at a time."""
    found = _asked(Workshop.objects.select_related("series"), series__slug=series, field=field)
    page = page_of(found.filter(pk__gt=after or 0).order_by("pk"), PAGE, key="pk")
    return {"workshops": [_workshop(row) for row in page.rows], "next": page.next or None}


@api.get("/projects", response={200: ProjectList, 422: Problem}, tags=["participation"])
def projects(request: HttpRequest, field: str = Word, state: str = Word, after: int | None = Key) -> dict[str, Any]:
    """All projects, a hundred at a time; a state that is none finds nothing."""
    found = _asked(Project.objects.in_full(), field=field)
    if state:
        found = found.filter(state=STATES.get(state, 0))
    behind = Q() if after is None else Q(pk__lt=after)
    page = page_of(found.filter(behind).order_by("-pk"), PAGE, key="pk")
    return {"projects": [_project(row) for row in page.rows], "next": page.next or None}


@api.get("/participation/funnel", response={200: FunnelNumbers, 422: Problem}, tags=["participation"])
def funnel_numbers(
    request: HttpRequest, series: str = Word, field: str = Word, year: int | None = Query(None, ge=0, le=9999)
) -> dict[str, Any]:
    """The way of the ideas in numbers: for the series, year or field that is asked for.

    Without any, for the series that was decided last; ``series=all`` for all ideas there are.
    """
    everything = funnel(with_waits=False)
    if not (series or field or year):
        series = everything.decided_last
    found = everything.only(series="" if series == ALL else clean(series), year=year, field=clean(field))
    return _numbers(found.total) | {"by_field": {slug: _numbers(each) for slug, each in found.by_field().items()}}


def _asked(rows: QuerySet[Any], **wanted: str) -> QuerySet[Any]:
    """Those that have what was asked for; what is empty was not."""
    return rows.filter(**{name: clean(value) for name, value in wanted.items() if value})


def _workshop(workshop: Workshop) -> dict[str, Any]:
    return {
        "slug": workshop.slug,
        "title": workshop.title,
        "series": workshop.series.slug,
        "number": workshop.number,
        "field": workshop.field,
        "starts_at": workshop.starts_at,
        "ends_at": workshop.ends_at,
        "place": workshop.place,
        "state": workshop.state,
        "is_example": workshop.is_example,
        "url": settings.PUBLIC_ADDRESS + workshop.get_absolute_url(),
    }


def _project(project: Project) -> dict[str, Any]:
    return {
        "slug": project.slug,
        "title": project.title,
        "goals": project.goals,
        "owner": project.owner,
        "field": project.field,
        "state": State(project.state).name.lower(),
        "light": project.sign,
        "ideas": [origin.idea.number for origin in project.origins.all() if origin.idea.is_public],
        "started_on": timezone.localdate(project.started_at),
        "ended_on": timezone.localdate(project.ended_at) if project.ended_at else None,
        "result": _whole(project.result_link) if project.result_link else None,
        "milestones": list(project.milestones.all()),
        "is_example": project.is_example,
        "url": settings.PUBLIC_ADDRESS + project.get_absolute_url(),
    }


def _whole(link: str) -> str:
    """A place of this house with the house's own address."""
    return settings.PUBLIC_ADDRESS + link if link.startswith("/") else link


def _numbers(numbers: Numbers) -> dict[str, int]:
    return {"ideas": numbers.ideas, "pursued": numbers.pursued, "high_priority": numbers.high_priority}
