"""The facilitator drives the room."""

from datetime import timedelta

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.kept import raise_version
from rathaus.foundation.vault.actions import create_key
from rathaus.lib.references import new_code
from rathaus.participation.rooms.actions.turns import turn
from rathaus.participation.rooms.models import Phase, Room
from rathaus.participation.rooms.rules import may_drive
from rathaus.participation.workshops.models import Table, Workshop

MINUTES = {Phase.COLLECT: 20, Phase.SHAPE: 30, Phase.PRESENT: 20}
"""How long a phase lasts, unless the facilitator says otherwise."""


def open_room(workshop: Workshop, *, by: Person) -> Room:
    """The room of ``workshop``, opened now if it is not yet open. Raises PermissionDenied."""
    if not may_drive(by):
        raise PermissionDenied
    try:
        return Room.objects.get(workshop=workshop)
    except Room.DoesNotExist:
        return _opened(workshop, by)


def _opened(workshop: Workshop, by: Person) -> Room:
    try:
        with transaction.atomic():
            room = Room.objects.create(
                workshop=workshop, code=new_code(8), key=create_key(), seconds_left=MINUTES[Phase.COLLECT] * 60
            )
            record("room.opened", f"workshop:{workshop.slug}", by=by)
            return room
    except IntegrityError:
        # A colleague pressed the button at the same moment.
        return Room.objects.get(workshop=workshop)


def start_phase(room: Room, phase: str, minutes: int | None = None, *, by: Person) -> None:
    """Begin ``phase`` with a running clock; the first table presents first. Raises PermissionDenied."""
    _ask(by)
    now = timezone.now()
    with turn(room) as current:
        current.phase, current.phase_started_at = Phase(phase), now
        current.phase_ends_at = now + timedelta(minutes=minutes or MINUTES[current.phase])
        if current.phase == Phase.PRESENT and current.presented_id is None:
            current.presented = Table.objects.filter(workshop=current.workshop_id).first()
        current.save(update_fields=["phase", "phase_started_at", "phase_ends_at", "presented"])
        record("room.phase", f"room:{room.pk}", by=by, phase=str(phase))


def start_clock(room: Room, *, by: Person) -> None:
    """Let a standing clock run on. Raises PermissionDenied."""
    _ask(by)
    with turn(room) as current:
        if not current.is_running:
            now = timezone.now()
            current.phase_started_at = current.phase_started_at or now
            current.phase_ends_at = now + current.left()
            current.save(update_fields=["phase_started_at", "phase_ends_at"])


def stop_clock(room: Room, *, by: Person) -> None:
    """Hold the clock where it is. Raises PermissionDenied."""
    _ask(by)
    with turn(room) as current:
        if current.is_running:
            current.seconds_left, current.phase_ends_at = round(current.left().total_seconds()), None
            current.save(update_fields=["seconds_left", "phase_ends_at"])


def add_minute(room: Room, *, by: Person) -> None:
    """One minute more; a clock that has run out runs again. Raises PermissionDenied."""
    _ask(by)
    with turn(room) as current:
        if current.phase_ends_at:
            current.phase_ends_at = max(current.phase_ends_at, timezone.now()) + timedelta(minutes=1)
        else:
            current.seconds_left += 60
        current.save(update_fields=["seconds_left", "phase_ends_at"])


def cover_cards(room: Room, *, by: Person) -> None:
    """New cards lie face down from now on. Raises PermissionDenied."""
    _ask(by)
    with turn(room) as current:
        current.hidden_cards = True
        current.save(update_fields=["hidden_cards"])


def reveal_cards(room: Room, *, by: Person) -> None:
    """Turn all cards over; new ones lie open. Raises PermissionDenied."""
    _ask(by)
    with turn(room) as current:
        current.hidden_cards = False
        current.save(update_fields=["hidden_cards"])
        current.cards.filter(is_hidden=True).update(is_hidden=False)


def present(room: Room, table: Table | None, *, by: Person) -> None:
    """Show ``table`` on the wall; None for all tables. Raises PermissionDenied."""
    _ask(by)
    with turn(room) as current:
        current.presented = table
        current.save(update_fields=["presented"])


def close_room(room: Room, *, by: Person) -> None:
    """Nobody writes any more, names are forgotten, and the documentation is public. Raises PermissionDenied."""
    _ask(by)
    with turn(room) as current:
        current.phase, current.phase_ends_at, current.seconds_left = Phase.CLOSED, None, 0
        current.presented, current.hidden_cards = None, False
        current.save()
        current.cards.update(is_hidden=False)
        current.participants.update(sealed_alias=b"")
        raise_version()
        record("room.closed", f"room:{room.pk}", by=by)


def _ask(by: Person) -> None:
    if not may_drive(by):
        raise PermissionDenied
