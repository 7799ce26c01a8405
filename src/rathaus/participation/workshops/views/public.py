"""Pages that are the same for everyone."""

from typing import Any

from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone

from rathaus.foundation.accounts.audience import EVERYONE, audience
from rathaus.foundation.design.kept import kept
from rathaus.foundation.documents.responses import hand_over
from rathaus.participation.workshops import calendars, papers
from rathaus.participation.workshops.contributions import sections_of
from rathaus.participation.workshops.figures import lines_of
from rathaus.participation.workshops.models import Series, State, Workshop
from rathaus.participation.workshops.story import Story, as_json, story_of
from rathaus.participation.workshops.views.finding import ideas_from, workshop_of

_FRAME = {"part": "workshops", "section": "participate"}


@audience(EVERYONE)
@kept
def overview(request: HttpRequest) -> HttpResponse:
    """All series with their workshops, the newest series first."""
    by_number = Prefetch("workshops", Workshop.objects.order_by("number"))
    series = Series.objects.filter(workshops__isnull=False).distinct().prefetch_related(by_number)
    return render(request, "workshops/overview.html", _FRAME | {"series": series})


@audience(EVERYONE)
@kept
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """One workshop: seats, tables, the draw, and later what became of it."""
    workshop = workshop_of(slug)
    return render(request, "workshops/workshop.html", _FRAME | _content(workshop))


@audience(EVERYONE)
def calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """Day, time and place for a calendar."""
    return calendars.response(workshop_of(slug))


@audience(EVERYONE)
def list_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The frozen list, byte for byte what its fingerprint was taken of."""
    story = _story(slug)
    if story.frozen is None:
        raise Http404
    response = HttpResponse(story.frozen.text, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="anmeldungen.txt"'
    return response


@audience(EVERYONE)
def draw_file(request: HttpRequest, slug: str) -> HttpResponse:
    """All that is needed to repeat the draw, as JSON."""
    published = _story(slug).published
    if published is None:
        raise Http404
    return JsonResponse(as_json(published), json_dumps_params={"ensure_ascii": False, "indent": 1})


@audience(EVERYONE)
def documentation(request: HttpRequest, slug: str) -> HttpResponse:
    """The documentation as PDF, once there is something to document."""
    workshop = workshop_of(slug)
    if workshop.state != State.HELD:
        raise Http404
    pdf = papers.documentation(workshop, sections_of(workshop), ideas_from(workshop), lines_of(workshop))
    response = hand_over(pdf, f"Dokumentation {workshop.slug}.pdf")
    # It is for everyone, and takes a moment to make.
    del response["Cache-Control"]
    return response


def _story(slug: str) -> Story:
    story = story_of(workshop_of(slug))
    if story is None:
        raise Http404
    return story


def _content(workshop: Workshop) -> dict[str, Any]:
    lines = lines_of(workshop)
    ideas = list(ideas_from(workshop))
    return {
        "workshop": workshop,
        "count": workshop.series.workshops.count(),
        "lines": lines,
        "registered": sum(line.registered for line in lines),
        "present": sum(line.present for line in lines),
        "tables": workshop.tables.all(),
        "story": story_of(workshop),
        "sections": list(sections_of(workshop)),
        "ideas": [idea for idea in ideas if not idea.state_named.refused],
        "dropped": [idea for idea in ideas if idea.state_named.refused],
        "is_far": workshop.starts_at > timezone.now(),
    }
