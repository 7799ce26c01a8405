"""One idea for the team: all that is known of it, its files, who sent it, and what needs a button only."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rathaus.foundation.accounts.audience import SignedIn, audience
from rathaus.foundation.audit.actions import record
from rathaus.foundation.documents.responses import download
from rathaus.participation.ideas import actions
from rathaus.participation.ideas.change import Impossible, Stale
from rathaus.participation.ideas.finding import similar_to
from rathaus.participation.ideas.letters import files_of, letters_of
from rathaus.participation.ideas.models import Attachment, Idea, Merge
from rathaus.participation.ideas.team import TEAM
from rathaus.participation.ideas.views.team.finding import desk_url, idea_at_desk, seen
from rathaus.participation.ideas.views.team.panels import PANELS

MOST_COMMENTS = 100


@audience(TEAM)
@require_safe
def show(request: SignedIn, number: int) -> HttpResponse:
    """Text, stations, comments, reports, log; and what can be done now."""
    idea = idea_at_desk(request, number)
    context = {
        "section": "ideas",
        "idea": idea,
        "panels": {name: panel for name, panel in PANELS.items() if panel.fits(idea)},
        "stations": idea.stations.all(),
        "comments": idea.comments.order_by("-at", "-pk")[:MOST_COMMENTS],
        "attachments": idea.attachments.select_related("file"),
        "reports": idea.reports.open().select_related("comment"),
        "appeals": idea.appeals.all(),
        "merges": Merge.objects.filter(into=idea, undone_at=None).select_related("duplicate"),
        "split_off": idea.split_off.all(),
        "log": idea.moderations.select_related("by")[:MOST_COMMENTS],
        "similar": _similar(idea),
        "letters": letters_of(idea),
        "today": timezone.localdate(),
    }
    return render(request, "ideas/team/idea.html", context)


@audience(TEAM)
@require_POST
def check(request: SignedIn, number: int) -> HttpResponse:
    """It is in order."""
    idea = idea_at_desk(request, number)
    try:
        actions.check(idea, by=request.user, seen=seen(request))
        messages.success(request, _("Die Idee ist in Ordnung und öffentlich."))
    except Impossible as why:
        messages.warning(request, str(why))
    except Stale:
        messages.warning(request, _("Die Idee hat sich inzwischen geändert. Bitte sehen Sie sie noch einmal an."))
    return redirect(desk_url(idea))


@audience(TEAM)
@require_POST
def contact(request: SignedIn, number: int) -> HttpResponse:
    """Who sent it and how to reach her: shown for this once, and recorded that it was."""
    idea = idea_at_desk(request, number)
    record("idea.contact_viewed", f"idea:{idea.number}", by=request.user)
    return render(request, "ideas/team/contact.html", {"section": "ideas", "idea": idea, "here": _("Kontakt")})


@audience(TEAM)
@require_safe
def file(request: SignedIn, number: int, file_id: UUID) -> HttpResponse:
    """What came with it, or with a message of its author."""
    idea = idea_at_desk(request, number)
    if attachment := Attachment.objects.select_related("file__key").filter(idea=idea, file_id=file_id).first():
        return download(attachment.file, inline=True)
    return download(get_object_or_404(files_of(idea), pk=file_id), inline=True)


@audience(TEAM)
@require_POST
def unmerge(request: SignedIn, number: int, merge_id: int) -> HttpResponse:
    """What was merged into it stands for itself again."""
    idea = idea_at_desk(request, number)
    merged = get_object_or_404(Merge, pk=merge_id, into=idea)
    try:
        actions.unmerge(merged, by=request.user)
        messages.success(request, _("Die Ideen sind wieder getrennt. Alle, die es betrifft, erfahren es."))
    except Impossible as why:
        messages.warning(request, str(why))
    return redirect(desk_url(idea))


@audience(TEAM)
@require_POST
def settle(request: SignedIn, number: int, report_id: int) -> HttpResponse:
    """A report on it is right (``trifft_zu=ja``) or not."""
    idea = idea_at_desk(request, number)
    report = get_object_or_404(idea.reports, pk=report_id)
    actions.settle_report(report, justified=request.POST.get("trifft_zu") == "ja", by=request.user)
    messages.success(request, _("Die Meldung ist erledigt."))
    return redirect(desk_url(idea))


@audience(TEAM)
@require_POST
def settle_thread(request: SignedIn, number: int) -> HttpResponse:
    """What the author wrote needs no answer."""
    idea = idea_at_desk(request, number)
    actions.settle_thread(idea, by=request.user)
    messages.success(request, _("Erledigt: Die Nachricht braucht keine Antwort."))
    return redirect(desk_url(idea))


def _similar(idea: Idea) -> list[Idea]:
    return similar_to(f"{idea.title} {idea.text}", exclude=idea.number)
