"""Forms and buttons about one project."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from rathaus.foundation.accounts.audience import SignedIn, audience
from rathaus.foundation.offices.audience import CLERK
from rathaus.participation.ideas.team import TEAM
from rathaus.participation.projects import actions
from rathaus.participation.projects.forms.details import DetailsForm, said_of
from rathaus.participation.projects.forms.progress import (
    DayAheadForm,
    FinishForm,
    MilestoneForm,
    ReachedForm,
    ReportForm,
    StopForm,
)
from rathaus.participation.projects.models import Milestone, Project
from rathaus.participation.projects.views.panels import Panel, at_desk, run, team_only

_FINAL = gettext_lazy(
    "Das lässt sich nicht zurücknehmen. Wer die Ideen gesendet oder unterstützt hat, bekommt Bescheid."
)


@audience(CLERK)
def report(request: SignedIn, slug: str) -> HttpResponse:
    def act(project: Project, form: ReportForm) -> None:
        typed = form.cleaned_data
        actions.report(project, typed["light"], typed["text"], files=typed["attachments"], by=request.user)

    panel = Panel(
        gettext_lazy("Bericht schreiben"),
        gettext_lazy("Bericht veröffentlichen"),
        gettext_lazy("Der Bericht ist öffentlich."),
        ReportForm,
        act,
    )
    return run(request, at_desk(request, slug), panel)


@audience(CLERK)
def add_milestone(request: SignedIn, slug: str) -> HttpResponse:
    def act(project: Project, form: MilestoneForm) -> None:
        actions.add_milestone(project, form.cleaned_data["title"], form.cleaned_data["planned_on"], by=request.user)

    panel = Panel(
        gettext_lazy("Meilenstein hinzufügen"),
        gettext_lazy("Meilenstein hinzufügen"),
        gettext_lazy("Der Meilenstein steht im Plan."),
        MilestoneForm,
        act,
    )
    return run(request, at_desk(request, slug), panel)


@audience(CLERK)
def reach_milestone(request: SignedIn, slug: str, milestone: int) -> HttpResponse:
    def act(project: Project, form: ReachedForm) -> None:
        actions.reach_milestone(found, on=form.cleaned_data["reached_on"], by=request.user)

    project, found = _milestone(request, slug, milestone)
    panel = Panel(
        gettext_lazy("Meilenstein erreicht"),
        gettext_lazy("Als erreicht eintragen"),
        gettext_lazy("Der Meilenstein ist als erreicht eingetragen."),
        ReachedForm,
        act,
    )
    return run(request, project, panel, about=found.title)


@audience(CLERK)
def move_milestone(request: SignedIn, slug: str, milestone: int) -> HttpResponse:
    def act(project: Project, form: DayAheadForm) -> None:
        actions.move_milestone(found, form.cleaned_data["planned_on"], by=request.user)

    project, found = _milestone(request, slug, milestone)
    panel = Panel(
        gettext_lazy("Meilenstein verschieben"),
        gettext_lazy("Verschieben"),
        gettext_lazy("Der neue Tag ist eingetragen. Der erste bleibt sichtbar."),
        DayAheadForm,
        act,
    )
    return run(request, project, panel, about=found.title)


@audience(TEAM)
def change(request: SignedIn, slug: str) -> HttpResponse:
    def act(project: Project, form: DetailsForm) -> None:
        actions.change(project, form.details, by=request.user)

    project = at_desk(request, slug)
    panel = Panel(
        gettext_lazy("Projekt ändern"),
        gettext_lazy("Änderungen speichern"),
        gettext_lazy("Die Änderungen sind gespeichert."),
        DetailsForm,
        act,
        team_only,
    )
    return run(request, project, panel, initial=said_of(project))


@audience(TEAM)
def finish(request: SignedIn, slug: str) -> HttpResponse:
    def act(project: Project, form: FinishForm) -> None:
        actions.finish_project(project, **form.cleaned_data, by=request.user)

    panel = Panel(
        gettext_lazy("Als umgesetzt eintragen"),
        gettext_lazy("Als umgesetzt eintragen"),
        gettext_lazy("Das Projekt ist umgesetzt. Die Ideen führen jetzt zum Ergebnis."),
        FinishForm,
        act,
        team_only,
        _FINAL,
    )
    return run(request, at_desk(request, slug), panel)


@audience(TEAM)
def stop(request: SignedIn, slug: str) -> HttpResponse:
    def act(project: Project, form: StopForm) -> None:
        actions.stop_project(project, **form.cleaned_data, by=request.user)

    panel = Panel(
        gettext_lazy("Ohne Ergebnis beenden"),
        gettext_lazy("Ohne Ergebnis beenden"),
        gettext_lazy("Das Projekt ist beendet. Der Grund ist öffentlich."),
        StopForm,
        act,
        team_only,
        _FINAL,
    )
    return run(request, at_desk(request, slug), panel)


@audience(TEAM)
@require_POST
def begin(request: SignedIn, slug: str) -> HttpResponse:
    """Preparation is over."""
    project = at_desk(request, slug)
    try:
        actions.begin(project, by=request.user)
    except actions.Closed:
        messages.warning(request, _("Das Projekt ist inzwischen beendet. Es wurde nichts geändert."))
    else:
        messages.success(request, _("Das Projekt ist jetzt in Arbeit."))
    return redirect(project.desk_url)


def _milestone(request: SignedIn, slug: str, milestone: int) -> tuple[Project, Milestone]:
    project = at_desk(request, slug)
    return project, get_object_or_404(Milestone, pk=milestone, project=project, reached_on=None)
