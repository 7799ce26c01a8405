"""The desk: what needs attention, one project, and starting a new one."""

from datetime import date

from django.contrib import messages
from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rathaus.foundation.accounts.audience import SignedIn, audience
from rathaus.foundation.design.paging import behind, page_of
from rathaus.foundation.offices.audience import CLERK
from rathaus.lib.text import whole_number
from rathaus.participation.ideas.team import TEAM
from rathaus.participation.projects.actions import NotAccepted, start_project
from rathaus.participation.projects.forms.details import StartForm, said_of_idea
from rathaus.participation.projects.models import Project
from rathaus.participation.projects.rules import may_manage, may_report
from rathaus.participation.projects.views.panels import at_desk

PER_PAGE = 50
TABS = {"achtung": gettext_lazy("Braucht Aufmerksamkeit"), "offen": gettext_lazy("Offen"), "alle": gettext_lazy("Alle")}


@audience(CLERK)
def projects(request: SignedIn) -> HttpResponse:
    """What she can work on, late and silent ones first at hand."""
    tab = request.GET.get("liste", "")
    tab = tab if tab in TABS else "achtung"
    mine = Project.objects.visible_at_desk(request.user)
    found = {"achtung": mine.alarming(timezone.localdate()), "offen": mine.open(), "alle": mine}[tab]
    page = page_of(
        found.filter(_behind(request.GET.get("nach", ""))).in_full().order_by("heard_on", "pk"), PER_PAGE, key="pk"
    )
    content = {
        "page": page,
        "following": f"{page.rows[-1].heard_on}_{page.next}" if page.next else "",
        "tab": tab,
        "tabs": TABS.items(),
        "manages": may_manage(request.user),
        "section": "projects",
    }
    return render(request, "projects/desk/projects.html", content)


@audience(CLERK)
def project(request: SignedIn, slug: str) -> HttpResponse:
    """One project, with all that can be done."""
    found = at_desk(request, slug)
    content = {
        "project": found,
        "reports": found.reports.prefetch_related("files__file"),
        "manages": may_manage(request.user),
        "reports_here": may_report(request.user, found),
        "section": "projects",
    }
    return render(request, "projects/desk/project.html", content)


@audience(TEAM)
def start(request: SignedIn) -> HttpResponse:
    """A new project; ``?idee=17`` brings what the idea says."""
    form = StartForm(request.POST) if request.method == "POST" else StartForm(initial=_brought(request))
    if form.is_bound and form.is_valid():
        try:
            begun = start_project(form.cleaned_data["ideas"], form.new, by=request.user)
        except NotAccepted:
            form.add_error("ideas", _("Eine der Ideen hat inzwischen einen anderen Stand. Bitte prüfen Sie sie."))
        else:
            messages.success(request, _("Das Projekt ist angelegt und öffentlich."))
            return redirect(begun.desk_url)
    status = 422 if form.errors else 200
    return render(request, "projects/desk/start.html", {"form": form, "section": "projects"}, status=status)


def _brought(request: SignedIn) -> dict[str, str]:
    return said_of_idea(request.GET.get("idee", ""))


def _behind(place: str) -> Q:
    """``2026-11-24_17``: behind the project 17, of which was last heard on that day."""
    day, _separator, pk = place.partition("_")
    heard_on, number = _day(day), whole_number(pk)
    return Q() if heard_on is None or number is None else behind("heard_on", heard_on, number)


def _day(typed: str) -> date | None:
    """The day that an address brought, if it is one."""
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
