"""What everyone sees of projects."""

from itertools import groupby
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from rathaus.foundation.accounts.audience import EVERYONE, audience
from rathaus.foundation.design.kept import kept
from rathaus.foundation.design.paging import behind, page_of
from rathaus.foundation.documents.responses import download
from rathaus.lib.text import whole_number
from rathaus.participation.ideas.content import participation
from rathaus.participation.projects.models import Project, ReportFile, State
from rathaus.participation.projects.timeline import timeline

PER_PAGE = 24
STATES = {
    "umgesetzt": State.DONE,
    "in-arbeit": State.RUNNING,
    "in-vorbereitung": State.PREPARING,
    "beendet": State.STOPPED,
}
"""How addresses call the states."""


@audience(EVERYONE)
@kept
def portfolio(request: HttpRequest) -> HttpResponse:
    """All projects, what is done first; filtered by field of action, owner and state."""
    asked = {name: request.GET.get(name, "") for name in ("feld", "wer", "stand")}
    found = Project.objects.filter(_asked_for(asked) & _behind(request.GET.get("nach", "")))
    page = page_of(found.in_full().order_by("-state", "-pk"), PER_PAGE, key="pk")
    last = page.rows[-1] if page.next else None
    content = {
        "groups": [(State(state), list(rows)) for state, rows in groupby(page.rows, key=lambda row: row.state)],
        "timeline": timeline(page.rows, timezone.localdate()),
        "following": urlencode(_given(asked) | {"nach": f"{last.state}-{last.pk}"}) if last else "",
        "asked": asked,
        "filtered": any(asked.values()),
        "fields": participation().fields.values(),
        "owners": Project.objects.owners(),
        "states": [(slug, state.label) for slug, state in STATES.items()],
    }
    return render(request, "projects/portfolio.html", content | {"section": "participate", "part": "projects"})


@audience(EVERYONE)
@kept
def project(request: HttpRequest, slug: str) -> HttpResponse:
    """One project: what it is for, how far it is, where it comes from and what came of it."""
    found = get_object_or_404(Project.objects.in_full().prefetch_related("origins__idea__stations"), slug=slug)
    reports = found.reports.prefetch_related("files__file")
    content = {"project": found, "reports": reports, "section": "participate", "part": "projects"}
    return render(request, "projects/project.html", content)


@audience(EVERYONE)
def file(request: HttpRequest, slug: str, file_id: UUID) -> HttpResponse:
    """A photo or document of a report."""
    found = get_object_or_404(ReportFile.objects.select_related("file__key"), file=file_id, report__project__slug=slug)
    return download(found.file, inline=True)


def _asked_for(asked: dict[str, str]) -> Q:
    """Words that no filter knows find nothing, rather than everything."""
    wanted = Q()
    if asked["feld"]:
        wanted &= Q(field=asked["feld"])
    if asked["wer"]:
        wanted &= Q(office__name=asked["wer"]) | Q(partner=asked["wer"])
    if asked["stand"]:
        wanted &= Q(state=STATES.get(asked["stand"], 0))
    return wanted


def _behind(place: str) -> Q:
    """``3-17``: behind the project 17, which is in state 3."""
    state, pk = (whole_number(part) for part in [*place.split("-"), ""][:2])
    return Q() if state is None or pk is None else behind("-state", state, pk)


def _given(asked: dict[str, str]) -> dict[str, str]:
    return {name: value for name, value in asked.items() if value}
