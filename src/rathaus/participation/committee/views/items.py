"""The team's pages of an agenda item: words, papers, conflicts of interest, ballots, decision."""

from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rathaus.foundation.accounts.audience import SignedIn, audience
from rathaus.foundation.documents.responses import download
from rathaus.participation.committee import actions
from rathaus.participation.committee.counting import outcome_of, roll_of
from rathaus.participation.committee.dossier import dossier_of
from rathaus.participation.committee.forms.meeting import (
    BallotForm,
    DecideForm,
    ExcludeForm,
    ItemWords,
    PaperForm,
    RecordForm,
)
from rathaus.participation.committee.models import Attachment, Ballot, Exclusion, Item
from rathaus.participation.committee.views.acting import confirm, fill_in, posted, press
from rathaus.participation.ideas.team import TEAM


def _item(pk: int) -> Item:
    linked = Item.objects.select_related("meeting__committee", "meeting__key", "meeting__minutes", "idea", "decision")
    return get_object_or_404(linked, pk=pk)


def _ballot(pk: int) -> Ballot:
    return get_object_or_404(Ballot.objects.select_related("item__meeting"), pk=pk)


@audience(TEAM)
@require_safe
def show(request: SignedIn, pk: int) -> HttpResponse:
    """One item with all that belongs to it."""
    item = _item(pk)
    ballots = list(item.ballots.select_related("item__meeting"))
    running = next((ballot for ballot in ballots if ballot.is_open), None)
    context = {
        "item": item,
        "meeting": item.meeting,
        "dossier": dossier_of(item.idea) if item.idea else None,
        "exclusions": item.exclusions.select_related("member"),
        "papers": item.attachments.select_related("file"),
        "running": running,
        "roll": roll_of(running) if running else None,
        "voted": running.votes.count() if running else 0,
        "outcomes": [outcome_of(ballot) for ballot in ballots if not ballot.is_open],
        "section": "committee",
    }
    return render(request, "committee/team/item.html", context)


@audience(TEAM)
def change(request: SignedIn, pk: int) -> HttpResponse:
    """Its words."""
    item = _item(pk)
    words = {name: getattr(item, name) for name in ("title", "proposal", "minutes", "is_public")}
    form = ItemWords(posted(request), initial=words)
    return fill_in(
        request,
        form,
        lambda typed: actions.change_item(item, by=request.user, **typed),
        title=_("Punkt ändern"),
        back=item.team_url,
        about=item.title,
    )


@audience(TEAM)
@require_POST
def remove(request: SignedIn, pk: int) -> HttpResponse:
    """Take it off the agenda."""
    item = _item(pk)
    return press(request, lambda: actions.remove_item(item, by=request.user), back=item.meeting.team_url)


@audience(TEAM)
def add_paper(request: SignedIn, pk: int) -> HttpResponse:
    """A paper, public with its item."""
    item = _item(pk)
    form = PaperForm(posted(request), request.FILES or None)
    return fill_in(
        request,
        form,
        lambda typed: actions.attach_paper(item.meeting, typed["paper"], by=request.user, item=item),
        title=_("Anlage zu diesem Punkt"),
        back=item.team_url,
        about=item.title,
    )


@audience(TEAM)
@require_safe
def paper(request: SignedIn, file_id: UUID) -> HttpResponse:
    """Any paper of any meeting."""
    return download(get_object_or_404(Attachment.objects.select_related("file__key"), file=file_id).file, inline=True)


@audience(TEAM)
def exclude(request: SignedIn, pk: int) -> HttpResponse:
    """A conflict of interest."""
    item = _item(pk)
    form = ExcludeForm(posted(request), item=item)
    return fill_in(
        request,
        form,
        lambda typed: actions.exclude(item, typed["member"], typed["reason"], by=request.user),
        title=_("Befangenheit feststellen"),
        back=item.team_url,
        about=item.title,
    )


@audience(TEAM)
@require_POST
def readmit(request: SignedIn, pk: int) -> HttpResponse:
    """There was none."""
    exclusion = get_object_or_404(Exclusion.objects.select_related("item"), pk=pk)
    return press(request, lambda: actions.readmit(exclusion, by=request.user), back=exclusion.item.team_url)


@audience(TEAM)
def open_ballot(request: SignedIn, pk: int) -> HttpResponse:
    """Put it to the vote."""
    item = _item(pk)
    form = BallotForm(posted(request), initial={"question": item.title})
    return fill_in(
        request,
        form,
        lambda typed: actions.open_ballot(item, by=request.user, **typed),
        title=_("Abstimmung eröffnen"),
        back=item.team_url,
        about=item.title,
    )


@audience(TEAM)
def record_votes(request: SignedIn, pk: int) -> HttpResponse:
    """Note raised hands; all of them or none."""
    ballot = _ballot(pk)
    form = RecordForm(posted(request), ballot=ballot)

    @transaction.atomic
    def note(_typed: object) -> None:
        for seat, choice in form.votes.items():
            actions.cast_vote(ballot, choice, by=request.user, seat=seat)

    return fill_in(
        request,
        form,
        note,
        title=_("Stimmen notieren"),
        back=ballot.item.team_url,
        about=ballot.question,
        hint=_("Eine notierte Stimme bleibt. Wer noch nicht abgestimmt hat, kann offen bleiben."),
    )


@audience(TEAM)
def close_ballot(request: SignedIn, pk: int) -> HttpResponse:
    """Count."""
    ballot = _ballot(pk)
    return confirm(
        request,
        lambda: actions.close_ballot(ballot, by=request.user),
        title=_("Auszählen"),
        hint=_("Danach kann niemand mehr abstimmen. Wer noch keine Stimme hat, bleibt ohne Stimme."),
        back=ballot.item.team_url,
        about=ballot.question,
    )


@audience(TEAM)
def decide(request: SignedIn, pk: int) -> HttpResponse:
    """Keep what came out."""
    item = _item(pk)
    form = DecideForm(posted(request), item=item)
    return fill_in(
        request,
        form,
        lambda typed: actions.decide_item(item, by=request.user, **typed),
        title=_("Beschluss festhalten"),
        hint=_("Ein Beschluss lässt sich nicht ändern. Zu einem öffentlichen Punkt ist er sofort für alle zu lesen."),
        outcomes=[outcome_of(ballot) for ballot in item.ballots.exclude(closed_at=None)],
        back=item.team_url,
        about=item.title,
    )
