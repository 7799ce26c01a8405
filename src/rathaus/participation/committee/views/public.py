"""What everyone may see of the committee."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from rathaus.foundation.accounts.audience import EVERYONE, audience
from rathaus.foundation.design.kept import kept
from rathaus.foundation.design.paging import page_of
from rathaus.foundation.documents.responses import download
from rathaus.lib.text import whole_number
from rathaus.participation.committee.content import rulebook
from rathaus.participation.committee.counting import outcome_of
from rathaus.participation.committee.dossier import dossier_of
from rathaus.participation.committee.models import Attachment, Committee, Decision, Meeting, Minutes
from rathaus.participation.committee.papers import by_name, items_of, votes_csv
from rathaus.participation.committee.seatsmap import seats_of

FRAME = {"part": "committee", "section": "participate"}
MEETINGS_PER_PAGE = 20
NEWEST_DECISIONS = 20


def csv_of(meeting: Meeting, *, public: bool) -> HttpResponse:
    """The votes of a meeting as a file."""
    response = HttpResponse(votes_csv(meeting, public=public), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="stimmen-{meeting.slug}.csv"'
    return response


@audience(EVERYONE)
@kept
def overview(request: HttpRequest) -> HttpResponse:
    """The committee, its meetings and its newest decisions."""
    committee = Committee.objects.filter(slug=rulebook().slug).first()
    meetings = Meeting.objects.announced().filter(committee=committee).order_by("-number")
    if behind := whole_number(request.GET.get("nach", "")):
        meetings = meetings.filter(number__lt=behind)
    members = committee.members.in_office(timezone.localdate()).select_related("deputy_of") if committee else ()
    context = {
        "committee": committee,
        "name": rulebook().name,
        "members": members,
        "page": page_of(meetings, MEETINGS_PER_PAGE, key="number"),
        "decisions": Decision.objects.public().in_full()[:NEWEST_DECISIONS],
    }
    return render(request, "committee/overview.html", FRAME | context)


@audience(EVERYONE)
@kept
def meeting(request: HttpRequest, slug: str) -> HttpResponse:
    """The agenda and what came of it; of what is not public, only that it is there."""
    found = get_object_or_404(Meeting.objects.announced().select_related("committee", "minutes"), slug=slug)
    papers = found.attachments.filter(item=None).select_related("file")
    return render(
        request, "committee/meeting.html", FRAME | {"meeting": found, "items": items_of(found), "papers": papers}
    )


@audience(EVERYONE)
@kept
def decision(request: HttpRequest, number: int) -> HttpResponse:
    """The dossier, the ballot with its arithmetic, and the decision."""
    found = get_object_or_404(Decision.objects.public().in_full(), number=number)
    outcome = outcome_of(found.ballot) if found.ballot else None
    context = {
        "decision": found,
        "item": found.item,
        "meeting": found.item.meeting,
        "outcome": outcome,
        "circles": seats_of(outcome) if outcome else (),
        "named": by_name(found.ballot) if found.ballot else (),
        "dossier": dossier_of(found.item.idea) if found.item.idea else None,
    }
    return render(request, "committee/decision.html", FRAME | context)


def _published(slug: str) -> Minutes:
    minutes = Minutes.objects.filter(state=Minutes.State.PUBLISHED).select_related("meeting__committee", "file__key")
    return get_object_or_404(minutes, meeting__slug=slug)


@audience(EVERYONE)
@kept
def minutes(request: HttpRequest, slug: str) -> HttpResponse:
    """The published minutes as a page."""
    found = _published(slug)
    context = {
        "minutes": found,
        "meeting": found.meeting,
        "items": items_of(found.meeting),
        "attendances": found.meeting.attendances.select_related("seat", "present"),
    }
    return render(request, "committee/minutes.html", FRAME | context)


@audience(EVERYONE)
def minutes_file(request: HttpRequest, slug: str) -> HttpResponse:
    """The published minutes as the PDF that was made then."""
    file = _published(slug).file
    assert file is not None  # a constraint sees to it
    return download(file, inline=True)


@audience(EVERYONE)
def votes(request: HttpRequest, slug: str) -> HttpResponse:
    """The ballots on public items as CSV."""
    return csv_of(get_object_or_404(Meeting.objects.announced(), slug=slug), public=True)


@audience(EVERYONE)
def paper(request: HttpRequest, file_id: UUID) -> HttpResponse:
    """A paper of a public item."""
    public = Attachment.objects.filter(item__is_public=True).exclude(meeting__state=Meeting.State.PLANNED)
    return download(get_object_or_404(public.select_related("file__key"), file=file_id).file, inline=True)
