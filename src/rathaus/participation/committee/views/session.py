"""The team's pages of a meeting, from agenda to minutes."""

from collections.abc import Callable

from django.http import Http404, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from rathaus.foundation.accounts.audience import SignedIn, audience
from rathaus.foundation.documents.responses import hand_over
from rathaus.participation.committee import actions
from rathaus.participation.committee.forms.meeting import ItemForm, MinutesForm, PaperForm, PresenceForm
from rathaus.participation.committee.forms.team import MeetingForm
from rathaus.participation.committee.models import Meeting
from rathaus.participation.committee.names import meeting_name
from rathaus.participation.committee.papers import items_of, minutes_pdf
from rathaus.participation.committee.views.acting import confirm, fill_in, posted, press
from rathaus.participation.committee.views.public import csv_of
from rathaus.participation.ideas.team import TEAM

STEPS = {"invite": actions.invite, "begin": actions.begin_meeting, "close": actions.close_meeting}
MINUTES_STEPS = {"approve": actions.approve_minutes, "publish": actions.publish_minutes}
ASKED = {
    "invite": (
        gettext_lazy("Einladen und Tagesordnung veröffentlichen"),
        gettext_lazy("Alle Mitglieder bekommen eine Nachricht, und die Tagesordnung ist sofort öffentlich."),
    ),
    "close": (
        gettext_lazy("Sitzung beenden"),
        gettext_lazy("Danach wird nicht mehr abgestimmt und nichts mehr beschlossen."),
    ),
    "approve": (
        gettext_lazy("Niederschrift genehmigen"),
        gettext_lazy("Danach lässt sich der Text nicht mehr ändern. Veröffentlicht wird er mit dem nächsten Schritt."),
    ),
    "publish": (
        gettext_lazy("Ohne nicht öffentliche Teile veröffentlichen"),
        gettext_lazy("Die Niederschrift ist sofort öffentlich und bleibt es."),
    ),
}
"""Steps that cannot be taken back: what the button says, and what is said before."""


def _meeting(slug: str) -> Meeting:
    return get_object_or_404(Meeting.objects.select_related("committee", "minutes", "key"), slug=slug)


@audience(TEAM)
@require_safe
def show(request: SignedIn, slug: str) -> HttpResponse:
    """All of a meeting."""
    meeting = _meeting(slug)
    context = {
        "meeting": meeting,
        "items": items_of(meeting),
        "papers": meeting.attachments.filter(item=None).select_related("file"),
        "attendances": meeting.attendances.select_related("seat", "present"),
        "section": "committee",
    }
    return render(request, "committee/team/meeting.html", context)


@audience(TEAM)
def step(request: SignedIn, slug: str, verb: str) -> HttpResponse:
    """Invite, begin, close."""
    if verb not in STEPS:
        raise Http404
    meeting = _meeting(slug)
    return _take(request, meeting, verb, lambda: STEPS[verb](meeting, by=request.user))


@audience(TEAM)
def change(request: SignedIn, slug: str) -> HttpResponse:
    """Time and place."""
    meeting = _meeting(slug)
    now = {name: getattr(meeting, name) for name in ("place", "note")}
    times = {
        name: getattr(meeting, name) and timezone.localtime(getattr(meeting, name))
        for name in ("starts_at", "deadline")
    }
    form = MeetingForm(posted(request), initial=now | times)
    return fill_in(
        request,
        form,
        lambda typed: actions.change_meeting(meeting, by=request.user, **typed),
        title=_("Zeit und Ort ändern"),
        back=meeting.team_url,
        about=meeting_name(meeting),
    )


@audience(TEAM)
def presence(request: SignedIn, slug: str) -> HttpResponse:
    """Who is here, all seats at once."""
    meeting = _meeting(slug)
    form = PresenceForm(posted(request), meeting=meeting)
    return fill_in(
        request,
        form,
        lambda _typed: actions.note_presence(meeting, form.present, by=request.user),
        title=_("Anwesenheit"),
        hint=_("Wählen Sie zu jedem Platz, wer heute darauf sitzt."),
        back=meeting.team_url,
        about=meeting_name(meeting),
    )


@audience(TEAM)
def add_item(request: SignedIn, slug: str) -> HttpResponse:
    """A new agenda item."""
    meeting = _meeting(slug)
    form = ItemForm(posted(request))
    return fill_in(
        request,
        form,
        lambda typed: actions.put_item(meeting, by=request.user, **typed),
        title=_("Punkt auf die Tagesordnung setzen"),
        back=meeting.team_url,
        about=meeting_name(meeting),
    )


@audience(TEAM)
def add_paper(request: SignedIn, slug: str) -> HttpResponse:
    """A paper for the meeting as a whole; only its members see it."""
    meeting = _meeting(slug)
    form = PaperForm(posted(request), request.FILES or None)
    return fill_in(
        request,
        form,
        lambda typed: actions.attach_paper(meeting, typed["paper"], by=request.user),
        title=_("Anlage für die Mitglieder"),
        back=meeting.team_url,
        about=meeting_name(meeting),
    )


@audience(TEAM)
def minutes(request: SignedIn, slug: str) -> HttpResponse:
    """Write the draft."""
    meeting = _meeting(slug)
    text = meeting.minutes.text if hasattr(meeting, "minutes") else ""
    form = MinutesForm(posted(request), initial={"text": text})
    return fill_in(
        request,
        form,
        lambda typed: actions.write_minutes(meeting, typed["text"], by=request.user),
        title=_("Niederschrift"),
        back=meeting.team_url,
        about=meeting_name(meeting),
    )


@audience(TEAM)
def minutes_step(request: SignedIn, slug: str, verb: str) -> HttpResponse:
    """Approve, publish."""
    meeting = _meeting(slug)
    if verb not in MINUTES_STEPS or not hasattr(meeting, "minutes"):
        raise Http404
    return _take(request, meeting, verb, lambda: MINUTES_STEPS[verb](meeting.minutes, by=request.user))


@audience(TEAM)
@require_safe
def minutes_file(request: SignedIn, slug: str) -> HttpResponse:
    """The whole minutes, with what is not public, as they stand."""
    meeting = _meeting(slug)
    if not hasattr(meeting, "minutes"):
        raise Http404
    return hand_over(minutes_pdf(meeting.minutes, public=False), f"Niederschrift intern {meeting.slug}.pdf")


@audience(TEAM)
@require_safe
def votes(request: SignedIn, slug: str) -> HttpResponse:
    """All ballots as CSV."""
    return csv_of(_meeting(slug), public=False)


def _take(request: SignedIn, meeting: Meeting, verb: str, act: Callable[[], object]) -> HttpResponse:
    """At once, or after its own page if it cannot be taken back."""
    if verb not in ASKED:
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        return press(request, act, back=meeting.team_url)
    title, hint = (str(text) for text in ASKED[verb])
    return confirm(request, act, title=title, hint=hint, back=meeting.team_url, about=meeting_name(meeting))
