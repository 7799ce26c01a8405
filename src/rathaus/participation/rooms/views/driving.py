"""The facilitator's pages."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rathaus.foundation.accounts.audience import SignedIn, audience
from rathaus.foundation.documents.refusals import Unavailable
from rathaus.lib.text import whole_number
from rathaus.participation.ideas.team import TEAM
from rathaus.participation.rooms import actions
from rathaus.participation.rooms.forms import PhotoForm
from rathaus.participation.rooms.models import Participant, Phase, Photo, Profile, Room
from rathaus.participation.rooms.slots import wall_slots
from rathaus.participation.rooms.views.finding import card_in, room_of
from rathaus.participation.workshops.models import Workshop

_LONGEST_PHASE = 240
_SHOWN_CARDS = 100


@audience(TEAM)
def opening(request: SignedIn, slug: str) -> HttpResponse:
    """Open a workshop's room, or go to the open one."""
    workshop = get_object_or_404(Workshop, slug=slug)
    if request.method == "POST":
        return redirect(actions.open_room(workshop, by=request.user).team_url)
    if (room := Room.objects.filter(workshop=workshop).first()) is not None:
        return redirect(room.team_url)
    return render(request, "rooms/team/opening.html", {"workshop": workshop, "tables": workshop.tables.all()})


@audience(TEAM)
def pilot(request: SignedIn, code: str) -> HttpResponse:
    """Where the workshop is driven from: the wall in small, and the buttons."""
    room = room_of(code)
    now = round(timezone.now().timestamp() * 1000)
    context = {"room": room, "slots": wall_slots(room), "now": now, "tables": room.workshop.tables.all()}
    return render(request, "rooms/team/pilot.html", context | {"phases": _phases(room)})


def _phases(room: Room) -> list[tuple[Phase, int, str]]:
    """Phase, minutes, and how one comes there: ``back``, ``again``, ``next``, ``ahead``."""
    order = [Phase.COLLECT, Phase.SHAPE, Phase.PRESENT]
    here = order.index(Phase(room.phase)) if room.phase_started_at and not room.is_closed else -1
    return [(phase, actions.MINUTES[phase], _way(place - here)) for place, phase in enumerate(order)]


def _way(steps: int) -> str:
    return "back" if steps < 0 else ["again", "next", "ahead", "ahead"][steps]


@audience(TEAM)
@require_POST
def drive(request: SignedIn, code: str) -> HttpResponse:
    """One of the buttons (``do``)."""
    room = room_of(code)
    verb = _VERBS.get(request.POST.get("do", ""))
    if verb is None:
        raise Http404
    verb(room, request)
    return redirect(room.team_url)


def _start(room: Room, request: SignedIn) -> None:
    phase = request.POST.get("phase", "")
    if phase not in (Phase.COLLECT, Phase.SHAPE, Phase.PRESENT):
        raise Http404
    minutes = whole_number(request.POST.get("minutes", "")) or actions.MINUTES[Phase(phase)]
    actions.start_phase(room, phase, min(minutes, _LONGEST_PHASE), by=request.user)


def _present(room: Room, request: SignedIn) -> None:
    number = whole_number(request.POST.get("table", ""))
    table = get_object_or_404(room.workshop.tables, number=number) if number else None
    actions.present(room, table, by=request.user)


_VERBS: dict[str, Callable[[Room, SignedIn], Any]] = {
    "phase": _start,
    "present": _present,
    "go": lambda room, request: actions.start_clock(room, by=request.user),
    "stop": lambda room, request: actions.stop_clock(room, by=request.user),
    "more": lambda room, request: actions.add_minute(room, by=request.user),
    "cover": lambda room, request: actions.cover_cards(room, by=request.user),
    "reveal": lambda room, request: actions.reveal_cards(room, by=request.user),
    "close": lambda room, request: actions.close_room(room, by=request.user),
}


@audience(TEAM)
def harvest(request: SignedIn, code: str) -> HttpResponse:
    """What becomes an idea: the heaviest cards, and the profiles."""
    room = room_of(code)
    if request.method == "POST":
        _choose(room, request)
        return redirect(f"{room.team_url}ernte/")
    cards = room.cards.lying().filter(removed_at=None).weighed().select_related("table", "idea", "became")
    profiles = room.profiles.select_related("table", "became").prefetch_related("answers")
    context = {"room": room, "cards": cards[:_SHOWN_CARDS], "profiles": profiles}
    return render(request, "rooms/team/harvest.html", context)


def _choose(room: Room, request: SignedIn) -> None:
    card, profile = (whole_number(request.POST.get(name, "")) for name in ("card", "profile"))
    try:
        if card:
            idea = actions.choose_card(card_in(room, card), by=request.user)
        else:
            idea = actions.choose_profile(get_object_or_404(Profile, room=room, pk=profile or 0), by=request.user)
    except actions.Refused as refused:
        messages.error(request, refused.message)
    else:
        messages.success(request, _("Das ist jetzt Idee %(number)d.") % {"number": idea.number})


@audience(TEAM)
def photos(request: SignedIn, code: str) -> HttpResponse:
    """The pictures of the day."""
    room = room_of(code)
    form = PhotoForm(request.POST or None, request.FILES or None)
    if "remove" in request.POST:
        found = get_object_or_404(Photo, room=room, pk=whole_number(request.POST["remove"]) or 0)
        actions.remove_photo(found, by=request.user)
        return redirect(f"{room.team_url}bilder/")
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_photo(room, form.cleaned_data["picture"], form.cleaned_data["caption"], by=request.user)
        except Unavailable as refusal:
            form.add_error("picture", refusal.message)
        else:
            return redirect(f"{room.team_url}bilder/")
    context = {"room": room, "form": form, "photos": room.photos.select_related("file")}
    return render(request, "rooms/team/photos.html", context, status=422 if form.errors else 200)


@audience(TEAM)
def people(request: SignedIn, code: str) -> HttpResponse:
    """Who sits where, by the names they gave."""
    room = room_of(code)
    seated = Participant.objects.filter(room=room).select_related("room__key", "table").order_by("table", "joined_at")
    return render(request, "rooms/team/people.html", {"room": room, "seated": seated[:2000]})
