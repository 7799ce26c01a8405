"""Coming in, and the page of a table."""

import json
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rathaus.foundation.accounts.audience import GUEST, audience
from rathaus.lib.references import read_code
from rathaus.participation.rooms import actions
from rathaus.participation.rooms.forms import CodeForm, JoinForm, NewCardForm
from rathaus.participation.rooms.models import DOTS, Participant, Question, Room
from rathaus.participation.rooms.slots import Own, table_slots
from rathaus.participation.rooms.views.answering import own, plainly
from rathaus.participation.rooms.views.finding import participant_in, remember, room_of


@audience(GUEST)
@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """Where the code is typed in."""
    form = CodeForm(request.GET or None)
    if request.GET and form.is_valid():
        if (room := Room.objects.filter(code=read_code(form.cleaned_data["code"])).first()) is not None:
            return redirect(room)
        form.add_error("code", _("Diesen Code gibt es nicht. Bitte sehen Sie noch einmal auf die Leinwand."))
    return render(request, "rooms/door.html", {"form": form}, status=422 if form.errors else 200)


@audience(GUEST)
@plainly
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """Choose a table; afterwards, the table."""
    room = room_of(code)
    if code != room.code:
        return redirect(room)
    participant = participant_in(request, room)
    if room.is_closed:
        return render(request, "rooms/closed.html", {"room": room})
    if request.method == "POST" or participant is None or "tisch" in request.GET:
        return _seat(request, room, participant)
    return board_page(request, room, participant, NewCardForm())


def _seat(request: HttpRequest, room: Room, participant: Participant | None) -> HttpResponse:
    form = JoinForm(request.POST or None, workshop=room.workshop)
    if participant is not None:
        del form.fields["alias"]
    if form.is_valid():
        joined = actions.join(room, form.cleaned_data["table"], form.cleaned_data.get("alias", ""), by=participant)
        remember(request, joined)
        return redirect(room)
    status = 422 if form.errors else 200
    return render(request, "rooms/join.html", {"room": room, "form": form, "me": participant}, status=status)


def board_page(
    request: HttpRequest, room: Room, participant: Participant, form: NewCardForm, status: int = 200
) -> HttpResponse:
    """The table's page; ``form`` holds what was typed."""
    mine = Own(participant)
    slots = table_slots(room, participant.table, mine)
    context = {
        "room": room,
        "table": participant.table,
        "form": form,
        "token": form["token"].value() or uuid4(),
        "slots": slots,
        "pieces": [piece for name, piece in slots.items() if name.startswith(("card:", "pile:"))],
        "questions": [
            (question, json.loads(slots[f"answer:{question.value}"]), slots[f"versions:{question.value}"])
            for question in Question
        ],
        "own": own(participant),
        "left": range(DOTS - len(mine.dots)),
        "given": range(len(mine.dots)),
        "now": round(timezone.now().timestamp() * 1000),
    }
    return render(request, "rooms/board.html", context, status=status)
