"""Coming in, and the page of a table."""

import json
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rathaus.foundation.accounts.audience import GUEST, audience
from rathaus.participation.rooms import actions
from rathaus.participation.rooms.forms import CodeForm, JoinForm, NewCardForm
from rathaus.participation.rooms.models import DOTS, Participant, Question, Room
from rathaus.participation.rooms.slots import Own, Slots, table_slots
from rathaus.participation.rooms.views.answering import own, plainly
from rathaus.participation.rooms.views.finding import participant_in, remember, room_for


@audience(GUEST)
@plainly
@require_safe
def door(request: HttpRequest) -> HttpResponse:
    """Where the code is typed in."""
    form = CodeForm(request.GET if "code" in request.GET else None)
    if form.is_valid():
        try:
            return redirect(room_for(request, form.cleaned_data["code"]))
        except Http404:
            form.add_error("code", _("Diesen Code gibt es nicht. Bitte sehen Sie noch einmal auf die Leinwand."))
    return render(request, "rooms/door.html", {"form": form}, status=422 if form.errors else 200)


@audience(GUEST)
@plainly
def enter(request: HttpRequest, code: str) -> HttpResponse:
    """Choose a table; afterwards, the table."""
    room = room_for(request, code)
    if code != room.code:
        return redirect(room)
    participant = participant_in(request, room)
    if room.is_closed:
        return closed_page(request, room)
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


def closed_page(request: HttpRequest, room: Room, *kept: str) -> HttpResponse:
    """Thanks and goodbye; ``kept`` is what somebody was still writing, to be copied from there."""
    return render(request, "rooms/closed.html", {"room": room, "kept": kept}, status=422 if kept else 200)


def board_page(
    request: HttpRequest,
    room: Room,
    participant: Participant,
    form: NewCardForm,
    status: int = 200,
    typed: dict[str, str] | None = None,
) -> HttpResponse:
    """The table's page; ``form`` holds what was typed on a card, ``typed`` what was typed into the profile."""
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
            (question, _written(slots, question, typed or {}), slots[f"versions:{question.value}"])
            for question in Question
        ],
        "own": own(participant),
        "left": range(DOTS - len(mine.dots)),
        "given": range(len(mine.dots)),
        "now": round(timezone.now().timestamp() * 1000),
    }
    return render(request, "rooms/board.html", context, status=status)


def _written(slots: Slots, question: Question, typed: dict[str, str]) -> dict[str, Any]:
    answer = json.loads(slots[f"answer:{question.value}"])
    return answer | {"text": typed.get(question.value, answer["text"])}
