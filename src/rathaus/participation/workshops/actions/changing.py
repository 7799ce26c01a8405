"""A workshop is moved, cancelled, or its deadline put off; everyone who registered is told."""

from datetime import datetime

from django.db import transaction

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.kept import raise_version
from rathaus.participation.workshops.actions.asking import locked
from rathaus.participation.workshops.actions.drawing import Source, announce_source
from rathaus.participation.workshops.actions.registering import NotOpen
from rathaus.participation.workshops.models import Commitment, State, Workshop
from rathaus.participation.workshops.tasks import at_its_times, tell_all


@transaction.atomic
def move_workshop(
    workshop: Workshop,
    *,
    starts_at: datetime,
    ends_at: datetime,
    place: str,
    online_link: str = "",
    reason: str = "",
    by: Person | str,
) -> Workshop:
    """Another time or place. Raises PermissionDenied, NotOpen once it was held or cancelled, IntegrityError."""
    current = locked(workshop, by)
    if current.state in (State.HELD, State.CANCELLED):
        raise NotOpen
    current.starts_at, current.ends_at, current.reminded_at = starts_at, ends_at, None
    current.place, current.online_link, current.reason = place, online_link, reason
    current.sequence += 1
    current.save()
    if current.state != State.PLANNED:
        at_its_times(current)
    _tell_everyone(current, "workshop_changed")
    raise_version()
    record("workshop.moved", f"workshop:{current.slug}", by=by, starts_at=starts_at.isoformat())
    return current


@transaction.atomic
def cancel_workshop(workshop: Workshop, *, reason: str, by: Person | str) -> Workshop:
    """It will not take place. Raises PermissionDenied, NotOpen once it was held or cancelled."""
    current = locked(workshop, by)
    if current.state in (State.HELD, State.CANCELLED):
        raise NotOpen
    current.state, current.reason = State.CANCELLED, reason
    current.sequence += 1
    current.save(update_fields=["state", "reason", "sequence"])
    _tell_everyone(current, "workshop_cancelled")
    raise_version()
    record("workshop.cancelled", f"workshop:{current.slug}", by=by)
    return current


@transaction.atomic
def extend_registration(
    workshop: Workshop, register_by: datetime, *, source: Source | None = None, by: Person | str
) -> Workshop:
    """A later deadline; with a draw, also a public value that is known after it.

    Raises PermissionDenied, NotOpen once it is over or not later, DrawRefused.
    """
    current = locked(workshop, by)
    before = current.state in (State.PLANNED, State.OPEN)
    if not before or register_by <= current.register_by or register_by > current.starts_at:
        raise NotOpen
    current.register_by = register_by
    current.save(update_fields=["register_by"])
    if commitment := Commitment.objects.filter(workshop=current).first():
        announce_source(commitment, source or _as_announced(commitment), register_by)
    if current.state == State.OPEN:
        at_its_times(current)
    raise_version()
    record("workshop.extended", f"workshop:{current.slug}", by=by, register_by=register_by.isoformat())
    return current


def _as_announced(commitment: Commitment) -> Source:
    last = commitment.announced
    return Source(last.source, last.numbers, last.known_at)


def _tell_everyone(workshop: Workshop, kind: str) -> None:
    if pks := list(workshop.registrations.active().values_list("pk", flat=True)):
        tell_all.enqueue(pks, kind)
