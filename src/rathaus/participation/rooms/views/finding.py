"""Whoever has the code is let in; who sits where is known by the session."""

from typing import cast
from uuid import UUID

from django.http import Http404, HttpRequest

from rathaus.foundation.accounts.models import Person
from rathaus.lib.references import read_code
from rathaus.lib.text import whole_number
from rathaus.participation.ideas.team import is_on_team
from rathaus.participation.rooms.guesses import has_guessed_too_often, note_wrong_code
from rathaus.participation.rooms.models import Card, Participant, Room
from rathaus.participation.rooms.rules import Actor
from rathaus.participation.workshops.models import Table

_SEATS = "rooms"
"""In the session: code → the participant's id."""


class GuessedTooOften(Exception):
    """From here so many wrong codes came that even a right one has to wait."""


def room_of(code: str) -> Room:
    """The room with this code; raises Http404."""
    if (room := _named(code)) is None:
        raise Http404
    return room


def room_for(request: HttpRequest, code: str) -> Room:
    """The room a visitor names who may be a stranger; raises Http404 and GuessedTooOften."""
    room = _named(code)
    if room is None:
        note_wrong_code(request)
    if has_guessed_too_often(request) and not (room and _is_known(request, room)):
        raise GuessedTooOften
    if room is None:
        raise Http404
    return room


def _named(code: str) -> Room | None:
    return Room.objects.filter(code=read_code(code)).select_related("workshop", "key", "presented").first()


def _is_known(request: HttpRequest, room: Room) -> bool:
    return room.code in request.session.get(_SEATS, {}) or _is_ours(request)


def participant_in(request: HttpRequest, room: Room) -> Participant | None:
    """Who this visitor is in this room; None if she has not sat down."""
    name = request.session.get(_SEATS, {}).get(room.code)
    return room.participants.filter(pk=UUID(name)).select_related("table").first() if name else None


def remember(request: HttpRequest, participant: Participant) -> None:
    """She is known from now on."""
    request.session[_SEATS] = request.session.get(_SEATS, {}) | {participant.room.code: str(participant.pk)}


def actor_in(request: HttpRequest, room: Room) -> Actor:
    """The participant, or one of the team; raises Http404 for everybody else."""
    if (participant := participant_in(request, room)) is not None:
        return participant
    if _is_ours(request):
        return cast(Person, request.user)
    raise Http404


def _is_ours(request: HttpRequest) -> bool:
    return isinstance(request.user, Person) and is_on_team(request.user)


def table_of(request: HttpRequest, room: Room, by: Actor | None = None) -> Table:
    """Where the participant sits, else the table the address names (``?tisch=2``); raises Http404."""
    if isinstance(by, Participant):
        return by.table
    number = whole_number(request.GET.get("tisch", ""))
    table = room.workshop.tables.filter(number=number).first() if number is not None else None
    if table is None:
        raise Http404
    return table


def card_in(room: Room, pk: int) -> Card:
    """A card that lies in this room; raises Http404."""
    card = room.cards.filter(pk=pk, removed_at=None).select_related("table", "stack", "room", "idea").first()
    if card is None:
        raise Http404
    return card
