"""Endpoints of ideas: list, one with its stations, send one, what is similar."""

from datetime import date, datetime
from typing import Any, Literal

from allauth.core import ratelimit
from django.conf import settings
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, Header, Query, Schema
from ninja import Status as Success

from rathaus.entrances.api.door import api, pause, problem, too_often
from rathaus.entrances.api.shapes import Mistake, Problem
from rathaus.foundation.accounts import limits
from rathaus.foundation.design.paging import page_of
from rathaus.lib.text import clean, whole_number
from rathaus.participation.ideas.actions import NewIdea
from rathaus.participation.ideas.actions.once import NameReused, send_once
from rathaus.participation.ideas.content import participation
from rathaus.participation.ideas.finding import matching, similar_to
from rathaus.participation.ideas.models import Idea, Visibility

PAGE = 100
BIGGEST = 2**53
Word = Query("", max_length=60)


class IdeaLine(Schema):
    """An idea in a list."""

    number: int
    title: str
    field: str = Field(description="Slug of the main field of action")
    district: str = Field(description="Slug, empty for the whole city")
    state: str = Field(description="Slug of a state from the city's table")
    state_name: str
    supports: int
    comments: int
    sent_at: datetime
    is_example: bool = Field(description="Wording and figures are invented")
    url: str


class IdeaList(Schema):
    """One page of ideas; ask again with ``after=next`` until ``next`` is null."""

    ideas: list[IdeaLine]
    next: str | None


class StationLine(Schema):
    """One step on an idea's way."""

    state: str
    state_name: str
    at: datetime
    at_text: str = Field(description="Where the day is not known")
    decided_by: str
    reason: str
    link: str
    link_text: str


class IdeaDetail(IdeaLine):
    """An idea and its way so far."""

    text: str
    further_fields: list[str]
    place: str
    origin: str
    author_name: str = Field(description="Empty if the author is not shown")
    answer: str = Field(description="The city's official answer, empty until there is one")
    answer_due_on: date
    stations: list[StationLine]


class SimilarIdeas(Schema):
    """Public ideas that say about the same, the most similar first."""

    ideas: list[IdeaLine]


class IdeaSent(Schema):
    """An idea as a program sends it."""

    model_config = {
        "json_schema_extra": {
            "examples": [
                {
                    "title": "Trinkbrunnen am Bahnhof",
                    "text": "An heißen Tagen fehlt dort Wasser für alle.",
                    "field": "infrastruktur",
                    "district": "mitte",
                }
            ]
        }
    }
    title: str = Field(min_length=3, max_length=120)
    text: str = Field(min_length=3, max_length=5000)
    field: str = Field(max_length=40, description="Slug of a field of action")
    district: str = Field("", max_length=40, description="Slug, empty for the whole city")
    place: str = Field("", max_length=200)
    author_name: str = Field("", max_length=120, description="Shown with the idea if given")


class IdeaReceipt(Schema):
    """What to keep: whoever has ``claim_code`` can claim, change or withdraw the idea."""

    number: int
    claim_code: str
    public: bool = Field(description="Whether everybody can see it already")
    received_at: datetime
    url: str


@api.get("/ideas", response={200: IdeaList, 422: Problem, 429: Problem}, tags=["ideas"])
@limits.search(pause, when=limits.by_words)
def ideas(
    request: HttpRequest,
    q: str = Query("", max_length=200, description="Every word of it is in the idea"),
    field: str = Word,
    district: str = Word,
    state: str = Word,
    sort: Literal["newest", "supported"] = Query("newest"),
    after: str = Query("", max_length=40, description="``next`` of the page before"),
) -> dict[str, Any] | HttpResponse:
    """Public ideas, a hundred at a time."""
    wanted = {"field": field, "district": district, "state": state}
    rows = matching(clean(q)).public().filter(**{name: clean(slug) for name, slug in wanted.items() if slug})
    columns = ("supports", "number") if sort == "supported" else ("number",)
    keys = [whole_number(key) for key in after.split("-")] if after else []
    if keys:
        if len(keys) != len(columns) or None in keys or any((key or 0) > BIGGEST for key in keys):
            return _wrong(request, "after", "Das ist kein „next“ einer Seite in dieser Reihenfolge.")
        rows = rows.filter(_behind(columns, keys))
    page = page_of(rows.order_by(*(f"-{column}" for column in columns)), PAGE, key="number")
    following = "-".join(str(getattr(page.rows[-1], column)) for column in columns) if page.next else None
    return {"ideas": [_line(idea) for idea in page.rows], "next": following}


@api.get("/ideas/similar", response={200: SimilarIdeas, 422: Problem, 429: Problem}, tags=["ideas"])
@limits.search(pause)
def similar(request: HttpRequest, text: str = Query(..., max_length=2000)) -> dict[str, Any]:
    """At most five ideas that already say what ``text`` says."""
    return {"ideas": [_line(idea) for idea in similar_to(clean(text))]}


@api.get("/ideas/{number}", response={200: IdeaDetail, 404: Problem, 422: Problem}, tags=["ideas"])
def idea(request: HttpRequest, number: int) -> dict[str, Any]:
    """One idea with its stations. One that was merged shows the idea it went into."""
    seen = Idea.objects.filter(visibility__in=(Visibility.PUBLIC, Visibility.MERGED)).select_related("merged_into")
    found = get_object_or_404(seen, number=number if 0 < number <= BIGGEST else 0)
    found = found.merged_into or found
    if not found.is_public:
        raise Http404
    told = ("further_fields", "place", "origin", "author_name", "answer", "answer_due_on", "text")
    return _line(found) | {name: getattr(found, name) for name in told} | {"stations": _stations(found)}


@api.post("/ideas", response={201: IdeaReceipt, **dict.fromkeys((400, 409, 413, 422, 429), Problem)}, tags=["ideas"])
def send(
    request: HttpRequest,
    sent: IdeaSent,
    idempotency_key: str = Header(..., alias="Idempotency-Key", min_length=8, max_length=100),
) -> HttpResponse | Success[dict[str, Any]]:
    """Send an idea. The same ``Idempotency-Key`` with the same idea gives the same receipt, however often it is sent.

    Ideas from programs wait until the city has looked at them.
    """
    if not ratelimit.consume(request, action="idea"):
        return too_often(request)
    if mistakes := _mistakes(sent):
        return problem(request, 422, "Einige Angaben stimmen noch nicht.", mistakes)
    said: dict[str, Any] = {name: clean(text) for name, text in sent.dict().items()}
    new = NewIdea(**said, shown_as="alias" if said["author_name"] else "none")
    try:
        stored = send_once(new, f"api:{idempotency_key}", by="guest", wait=True)
    except NameReused:
        return problem(request, 409, "Unter diesem Idempotency-Key wurde schon eine andere Idee gesendet.")
    receipt = {
        "number": stored.idea.number,
        "claim_code": stored.code,
        "public": stored.idea.is_public,
        "received_at": stored.idea.sent_at,
        "url": settings.PUBLIC_ADDRESS + stored.idea.get_absolute_url(),
    }
    return Success(201, receipt)


def _behind(columns: tuple[str, ...], keys: list[int | None]) -> Q:
    """What follows a row with these values, where both count down."""
    if len(columns) == 1:
        return Q(**{f"{columns[0]}__lt": keys[0]})
    return Q(**{f"{columns[0]}__lt": keys[0]}) | Q(**{columns[0]: keys[0], f"{columns[1]}__lt": keys[1]})


def _mistakes(sent: IdeaSent) -> list[Mistake]:
    """What only the city's own table can tell, and texts of nothing but spaces."""
    city = participation()
    found = [(name, "blank", "Diese Angabe fehlt.") for name in ("title", "text") if not clean(getattr(sent, name))]
    if sent.field not in city.fields:
        found.append(("field", "unknown", f"Bekannt sind: {', '.join(city.fields)}."))
    if sent.district and sent.district not in city.districts:
        found.append(("district", "unknown", f"Bekannt sind: {', '.join(city.districts)}."))
    return [Mistake(pointer=f"/{name}", code=code, message=message) for name, code, message in found]


def _wrong(request: HttpRequest, name: str, message: str) -> HttpResponse:
    mistake = Mistake(pointer=f"/{name}", code="invalid", message=message)
    return problem(request, 422, "Die Anfrage hat nicht die erwartete Form.", [mistake])


def _line(idea: Idea) -> dict[str, Any]:
    told = ("number", "title", "field", "district", "state", "supports", "sent_at", "is_example")
    return {name: getattr(idea, name) for name in told} | {
        "state_name": idea.state_named.name,
        "comments": idea.comments_count,
        "url": settings.PUBLIC_ADDRESS + idea.get_absolute_url(),
    }


def _stations(idea: Idea) -> list[dict[str, Any]]:
    told = ("state", "at", "at_text", "decided_by", "reason", "link", "link_text")
    return [
        {name: getattr(station, name) for name in told} | {"state_name": station.state_named.name}
        for station in idea.stations.all()
    ]
