"""The pages of members and evaluators."""

from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rathaus.foundation.accounts.audience import CITIZEN, SignedIn, audience
from rathaus.foundation.documents.responses import download
from rathaus.participation.committee import actions
from rathaus.participation.committee.content import rulebook
from rathaus.participation.committee.dossier import dossier_of
from rathaus.participation.committee.forms.meeting import ChoiceForm, ScoreForm
from rathaus.participation.committee.models import Assignment, Attachment, Attendance, Ballot, Meeting, Member
from rathaus.participation.committee.models.meeting import MeetingQuerySet
from rathaus.participation.committee.papers import items_of
from rathaus.participation.committee.rules import MEMBER, PARTAKER, takes_part
from rathaus.participation.committee.views.acting import fill_in, posted
from rathaus.participation.committee.views.public import FRAME

MOST = 50
MINE = "/lenkungskreis/mein/"


@audience(CITIZEN)
@require_safe
def door(request: SignedIn) -> HttpResponse:
    """Where the public page sends members and evaluators: it is the same for all and can't know who they are."""
    if takes_part(request.user):
        return redirect("committee_mine")
    return render(request, "committee/not_yours.html", FRAME | {"name": rulebook().name})


@audience(PARTAKER)
@require_safe
def mine(request: SignedIn) -> HttpResponse:
    """What waits for her: ideas to score, open ballots, meetings."""
    member = Member.objects.in_office(timezone.localdate()).filter(person=request.user).first()
    own = Assignment.objects.visible_to(request.user).select_related("nomination__idea")
    meetings = Meeting.objects.announced().filter(committee=member.committee_id) if member else Meeting.objects.none()
    context = {
        "member": member,
        "to_score": own.unfinished()[:MOST],
        "scored": own.exclude(done_at=None).order_by("-done_at")[:10],
        "ballots": _votable(request),
        "meetings": meetings.select_related("committee")[:10],
    }
    return render(request, "committee/mine/overview.html", FRAME | context)


@audience(PARTAKER)
def evaluate(request: SignedIn, pk: int) -> HttpResponse:
    """Score an idea."""
    own = Assignment.objects.visible_to(request.user).select_related("nomination__idea")
    assignment = get_object_or_404(own, pk=pk)
    given = dict(assignment.scores.values_list("criterion", "points")) | {"remark": assignment.remark}
    form = ScoreForm(posted(request), initial=given)
    idea = assignment.nomination.idea
    return fill_in(
        request,
        form,
        lambda typed: actions.score(assignment, form.points, by=request.user, remark=typed["remark"]),
        title=_("Idee %(number)s bewerten") % {"number": idea.number},
        back=MINE,
        template="committee/mine/evaluate.html",
        done=_("Ihre Bewertung ist gespeichert."),
        **FRAME | {"idea": idea, "dossier": dossier_of(idea)},
    )


@audience(MEMBER)
def vote(request: SignedIn, pk: int) -> HttpResponse:
    """Vote in an open ballot of a meeting in which she sits."""
    ballot = get_object_or_404(_votable(request), pk=pk)
    form = ChoiceForm(posted(request))
    return fill_in(
        request,
        form,
        lambda typed: actions.cast_vote(ballot, typed["choice"], by=request.user),
        title=ballot.question,
        back=MINE,
        template="committee/mine/vote.html",
        done=_("Ihre Stimme ist abgegeben."),
        **FRAME | {"ballot": ballot},
    )


@audience(MEMBER)
@require_safe
def meeting(request: SignedIn, slug: str) -> HttpResponse:
    """The whole agenda with its papers."""
    found = get_object_or_404(_meetings(request).select_related("committee"), slug=slug)
    papers = found.attachments.filter(item=None).select_related("file")
    context = {"meeting": found, "items": items_of(found), "papers": papers}
    return render(request, "committee/mine/meeting.html", FRAME | context)


@audience(MEMBER)
@require_safe
def paper(request: SignedIn, file_id: UUID) -> HttpResponse:
    """A paper of a meeting to which she is invited."""
    papers = Attachment.objects.filter(meeting__in=_meetings(request)).select_related("file__key")
    return download(get_object_or_404(papers, file=file_id).file, inline=True)


def _meetings(request: SignedIn) -> MeetingQuerySet:
    held = Member.objects.in_office(timezone.localdate()).filter(person=request.user)
    return Meeting.objects.announced().filter(committee__in=held.values("committee"))


def _votable(request: SignedIn) -> "QuerySet[Ballot]":
    """Open ballots in which she has a seat and has not voted."""
    sits = Attendance.objects.filter(present__person=request.user, seat__role__in=Member.VOTING)
    running = Ballot.objects.filter(closed_at=None, item__meeting__state=Meeting.State.RUNNING)
    hers = running.filter(item__meeting__in=sits.values("meeting"))
    voted = hers.filter(votes__seat__in=sits.values("seat"))
    out = hers.filter(item__exclusions__member__person=request.user)
    return hers.exclude(pk__in=voted.values("pk")).exclude(pk__in=out.values("pk")).select_related("item__meeting")
