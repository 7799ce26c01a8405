"""People register, and give their place back."""

import hashlib
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.kept import raise_version
from rathaus.foundation.notifications.actions import announce
from rathaus.foundation.vault.actions import create_key
from rathaus.foundation.vault.indexing import blind_index
from rathaus.lib.references import new_code, new_reference
from rathaus.lib.text import clean
from rathaus.participation.workshops.actions.asking import lock
from rathaus.participation.workshops.clock import pass_time
from rathaus.participation.workshops.letters import write_news
from rathaus.participation.workshops.models import Commitment, Registration, Standing, State, Table, Workshop
from rathaus.participation.workshops.rules import may_give_back
from rathaus.participation.workshops.seats import free_seats, has_line, move_up, next_rank
from rathaus.participation.workshops.telling import tell


class NotOpen(Exception):
    """Nobody can register now, or registration can't be opened."""


class AlreadyRegistered(Exception):
    """This address has a registration for this workshop."""


@dataclass(frozen=True)
class NewRegistration:
    """What a person says; ``access`` is what she needs to take part (hearing loop, interpreter, step-free)."""

    name: str
    email: str
    group: str
    wishes: tuple[Table, ...] = ()
    access: str = ""
    language: str = "de"


@dataclass(frozen=True)
class Registered:
    """The stored registration, and its secret code, which is nowhere else but in the first mail's link."""

    registration: Registration
    code: str


@transaction.atomic
def register(workshop: Workshop, new: NewRegistration, *, by: Person | str) -> Registered:
    """Take part in the draw; or, where there is none or it is over, get a seat or a place on the waiting list.

    ``by`` is a person or ``"guest"``. Raises NotOpen, AlreadyRegistered.
    """
    # Should the worker be late: who comes after the deadline is not in the draw.
    pass_time(workshop.pk)
    current = lock(workshop)
    if not current.is_open:
        raise NotOpen
    index = blind_index(new.email, "workshop")
    if current.registrations.active().filter(email_index=index).exists():
        raise AlreadyRegistered
    code = new_code()
    registration = _stored(current, new, index, code, by)
    raise_version()
    write_news(registration, "workshop_registered")
    announce(new.email, "workshop_registered", language=new.language, path=f"{registration.get_absolute_url()}{code}/")
    record("workshop.registered", f"registration:{registration.number}", by=by)
    return Registered(registration, code)


@transaction.atomic
def give_back(registration: Registration, *, by: Person | str) -> Registration:
    """The place is free for whoever is next; all tables as well. Twice is once. Raises PermissionDenied."""
    if not may_give_back(by, registration):
        raise PermissionDenied
    workshop = lock(registration.workshop)
    current = Registration.objects.select_for_update().get(pk=registration.pk)
    if not current.is_active:
        return current
    current.standing, current.seat, current.present_at = Standing.GIVEN_BACK, None, None
    current.given_back_at = timezone.now()
    current.save(update_fields=["standing", "seat", "present_at", "given_back_at"])
    current.placements.all().delete()
    move_up(workshop, current.group)
    tell([current], "workshop_given_back")
    raise_version()
    record("workshop.given_back", f"registration:{current.number}", by=by)
    return current


def digest_of(code: str) -> str:
    """What is kept of a code."""
    return hashlib.sha256(code.encode()).hexdigest()


def _stored(workshop: Workshop, new: NewRegistration, index: str, code: str, by: Person | str) -> Registration:
    number, key = new_reference(), create_key()
    who = {"name": clean(new.name), "email": new.email, "access": clean(new.access)}
    first, second = (*new.wishes, None, None)[:2]
    return Registration.objects.create(
        workshop=workshop,
        number=number,
        group=new.group,
        key=key,
        sealed=key.seal_json(who, f"registration:{number}"),
        email_index=index,
        code_digest=digest_of(code),
        person=by if isinstance(by, Person) else None,
        language=new.language,
        first_wish=first,
        second_wish=second,
        registered_at=timezone.now(),
        **_place(workshop, new.group),
    )


def _place(workshop: Workshop, group: str) -> dict[str, object]:
    """Where a registration stands that comes now."""
    if workshop.state == State.OPEN and Commitment.objects.filter(workshop=workshop).exists():
        return {"standing": Standing.REQUESTED}
    free = free_seats(workshop, group)
    if free and not has_line(workshop, group):
        return {"standing": Standing.SEATED, "seat": free[0]}
    return {"standing": Standing.WAITING, "rank": next_rank(workshop)}
