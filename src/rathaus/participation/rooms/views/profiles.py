"""The profile a table fills in together."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rathaus.foundation.accounts.audience import GUEST, audience
from rathaus.lib.text import clean, whole_number
from rathaus.participation.rooms import actions
from rathaus.participation.rooms.forms import NewCardForm
from rathaus.participation.rooms.models import LONGEST, LONGEST_TITLE, Participant, Question, Room, Version
from rathaus.participation.rooms.rules import Actor
from rathaus.participation.rooms.views.answering import by_script, done, plainly, wrong
from rathaus.participation.rooms.views.finding import actor_in, participant_in, room_of, table_of
from rathaus.participation.rooms.views.joining import board_page, closed_page


@audience(GUEST)
@plainly
@require_POST
def write(request: HttpRequest, code: str) -> HttpResponse:
    """Save the fields that were sent, each with the revision its writer had before her (``seen_goal``)."""
    room = room_of(code)
    by = actor_in(request, room)
    sent = [question for question in Question if question in request.POST]
    if too_long := [question for question in sent if len(clean(request.POST[question])) > limit_of(question)]:
        return _not_saved(request, room, by, _too_long(too_long[0]))
    try:
        saved = actions.answer_all(room, table_of(request, room, by), _written(request, sent), by=by)
    except actions.Refused as refused:
        return _not_saved(request, room_of(code), by, refused.message)
    if by_script(request):
        return JsonResponse({"revisions": saved})
    return done(request, room, participant_in(request, room))


def _not_saved(request: HttpRequest, room: Room, by: Actor, message: str) -> HttpResponse:
    if by_script(request) or not isinstance(by, Participant):
        return wrong(request, room, message)
    typed = {question.value: request.POST[question] for question in Question if question in request.POST}
    if room.is_closed:
        return closed_page(request, room, *filter(None, typed.values()))
    messages.error(request, message)
    return board_page(request, room, by, NewCardForm(), status=422, typed=typed)


def limit_of(question: str) -> int:
    """How many characters an answer may have."""
    return LONGEST_TITLE if question == Question.TITLE else LONGEST


def _written(request: HttpRequest, sent: list[Question]) -> dict[str, tuple[str, int]]:
    """Words, and the revision that was seen, by question."""
    return {
        question.value: (request.POST[question], whole_number(request.POST.get(f"seen_{question.value}", "")) or 0)
        for question in sent
    }


def _too_long(question: Question) -> str:
    return _("„%(question)s“ ist zu lang: %(limit)d Zeichen passen hinein.") % {
        "question": question.label,
        "limit": limit_of(question),
    }


@audience(GUEST)
@plainly
@require_POST
def settle(request: HttpRequest, code: str) -> HttpResponse:
    """Take another wording over (``adopt``: the version) or let it go (``drop``)."""
    room = room_of(code)
    by = actor_in(request, room)
    adopt = "adopt" in request.POST
    pk = whole_number(request.POST.get("adopt" if adopt else "drop", ""))
    version = (
        Version.objects.filter(pk=pk or 0, answer__profile__room=room).select_related("answer__profile__room").first()
    )
    if version is None:
        # Somebody else has settled it, which is as good; an address without any version is nobody's.
        if pk is None:
            raise Http404
        return done(request, room, participant_in(request, room))
    actions.settle(version, adopt, by=by)
    return done(request, room, participant_in(request, room))
