"""Cards: laying, weighing, putting in order; and the pool."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rathaus.foundation.accounts.audience import GUEST, audience
from rathaus.foundation.design.paging import page_of
from rathaus.lib.text import whole_number
from rathaus.participation.rooms import actions, rules
from rathaus.participation.rooms.forms import CardForm, MergeForm, NewCardForm, StackForm
from rathaus.participation.rooms.models import Card, Participant, Room
from rathaus.participation.rooms.pool import pool_of
from rathaus.participation.rooms.slots import card_slot
from rathaus.participation.rooms.views.answering import by_script, done, plainly, wrong
from rathaus.participation.rooms.views.finding import actor_in, card_in, participant_in, room_of, table_of
from rathaus.participation.rooms.views.joining import board_page, closed_page

_POOL_PAGE = 20


@audience(GUEST)
@plainly
@require_POST
def lay(request: HttpRequest, code: str) -> HttpResponse:
    """A new card."""
    room = room_of(code)
    by = actor_in(request, room)
    form = NewCardForm(request.POST)
    if not form.is_valid():
        return _not_laid(request, room, by, form)
    typed = form.cleaned_data
    try:
        card = actions.lay_card(room, table_of(request, room, by), typed["text"], typed["token"], by=by)
    except actions.Refused as refused:
        if by_script(request) or not isinstance(by, Participant):
            raise
        form.add_error("text", refused.message)
        return _not_laid(request, room_of(code), by, form)
    return done(request, room, participant_in(request, room), _laid(room, card))


def _laid(room: Room, card: Card) -> dict[str, str]:
    """Sent again after it was taken off, stacked or merged, a card is not to appear once more."""
    if card.removed_at or card.stack_id or card.merged_into_id:
        return {}
    card.weight, card.beneath = card.dots.count(), []  # type: ignore[attr-defined]
    return dict([card_slot(room, card)])


def _not_laid(request: HttpRequest, room: Room, by: rules.Actor, form: NewCardForm) -> HttpResponse:
    if by_script(request):
        return JsonResponse(
            {"error": " ".join(str(error) for errors in form.errors.values() for error in errors)}, status=422
        )
    if room.is_closed:
        return closed_page(request, room, form["text"].value() or "")
    if isinstance(by, Participant):
        return board_page(request, room, by, form, status=422)
    return wrong(request, room, form.errors.as_text())


@audience(GUEST)
@plainly
@require_POST
def weigh(request: HttpRequest, code: str) -> HttpResponse:
    """Give a dot (``give``: the card) or take it back (``take``)."""
    room = room_of(code)
    participant = actor_in(request, room)
    give = "give" in request.POST
    pk = whole_number(request.POST.get("give" if give else "take", ""))
    if pk is None or not isinstance(participant, Participant):
        return wrong(request, room, _("Bitte wählen Sie eine Karte."))
    actions.weigh(card_in(room, pk), give, by=participant)
    return done(request, room, participant)


@audience(GUEST)
@plainly
def card(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """One card: change its words, lay it on a stack, put it together with another, take it off."""
    room = room_of(code)
    by = actor_in(request, room)
    found = card_in(room, pk)
    if not (rules.may_use(by, found.table) or rules.may_edit(by, found)) or not rules.may_read(by, found):
        return wrong(request, room, _("Diese Karte liegt auf einem anderen Tisch oder noch verdeckt."))
    verb = request.POST.get("do", "")
    given = _forms(found, verb, request)
    form = given.get(verb)
    if verb and (form is None or form.is_valid()):
        _VERBS.get(verb, _nothing)(found, form.cleaned_data if form else {}, by)
        return redirect(room)
    context = {
        "room": room,
        "card": found,
        "merged": found.merged.filter(removed_at=None),
        "may_edit": rules.may_edit(by, found),
        "may_remove": rules.may_remove(by, found),
        "may_use": rules.may_use(by, found.table),
        "forms": given,
        "form": form,
    }
    return render(request, "rooms/card_page.html", context, status=422 if form else 200)


def _forms(card: Card, verb: str, request: HttpRequest) -> dict[str, forms.Form]:
    """All three; what was sent is bound to the one it was sent for."""
    typed = {verb: request.POST} if request.method == "POST" else {}
    return {
        "edit": CardForm(typed.get("edit"), initial={"text": card.text}),
        "stack": StackForm(typed.get("stack"), card=card),
        "merge": MergeForm(typed.get("merge"), card=card),
    }


def _nothing(card: Card, typed: dict[str, Any], by: rules.Actor) -> None:
    """A button nobody offered."""


_VERBS: dict[str, Callable[[Card, dict[str, Any], rules.Actor], Any]] = {
    "edit": lambda card, typed, by: actions.edit_card(card, typed["text"], by=by),
    "stack": lambda card, typed, by: actions.stack_card(card, typed["heading"], by=by),
    "merge": lambda card, typed, by: actions.merge_card(card, typed["into"], by=by),
    "part": lambda card, typed, by: actions.part_card(card, by=by),
    "remove": lambda card, typed, by: actions.remove_card(card, by=by),
}


@audience(GUEST)
@plainly
def pool(request: HttpRequest, code: str) -> HttpResponse:
    """Ideas that wait for this workshop; one is laid on the table."""
    room = room_of(code)
    by = actor_in(request, room)
    ideas = pool_of(room)
    if request.method == "POST":
        number = whole_number(request.POST.get("idea", ""))
        idea = get_object_or_404(ideas.model, number=number or 0)
        actions.take_from_pool(room, table_of(request, room, by), idea, by=by)
        messages.success(request, _("Die Idee liegt auf dem Tisch."))
        return redirect(room)
    after = whole_number(request.GET.get("nach", ""))
    page = page_of(ideas.filter(number__lt=after) if after else ideas, _POOL_PAGE, key="number")
    table = whole_number(request.GET.get("tisch", ""))
    return render(request, "rooms/pool.html", {"room": room, "page": page, "tisch": table})
