"""Offering a mandate by a code, accepting it, ending it; whatever its kind."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.representation import rules
from rathaus.foundation.representation.models import Mandate
from rathaus.foundation.representation.speaking import on_behalf
from rathaus.foundation.vault.actions import create_key
from rathaus.foundation.vault.indexing import blind_index
from rathaus.lib.references import new_code, read_code

CODE_DAYS = 7
CODE_LENGTH = 16
"""80 bits, used once; how often one may try is limited, too."""


class Full(Exception):
    """There are too many running or on offer."""


class Last(Exception):
    """The only parent, or the only administrator: nobody else could go on."""


class Unusable(Exception):
    """The code was used meanwhile, is too old, or is not for this person."""


@dataclass(frozen=True)
class Terms:
    """What is given: how far, for what, how long."""

    kind: str = Mandate.Kind.MANDATE
    power: str = Mandate.Power.ACT
    role: str = ""
    service: str = ""
    reference: str = ""
    about: str = ""
    until: date | None = None


@transaction.atomic
def offer(principal: Person, terms: Terms, label: str, *, by: Person) -> Mandate:
    """A mandate for whoever brings its code within CODE_DAYS. Raises PermissionDenied, Full."""
    if not rules.may_give(by, principal):
        raise PermissionDenied
    _lock(principal)
    if not rules.has_room(principal):
        raise Full
    code = new_code(CODE_LENGTH)
    mandate = drawn_up(principal, terms, label, by=by)
    mandate.sealed_code = mandate.key.seal(code.encode(), f"code:{mandate.id}")
    mandate.code_index = _index(code)
    mandate.code_until = mandate.given_at + timedelta(days=CODE_DAYS)
    mandate.save(force_insert=True)
    _record("offered", mandate, by=by)
    return mandate


def drawn_up(principal: Person, terms: Terms, label: str, *, by: Person) -> Mandate:
    """A mandate with a key of its own, not saved yet."""
    mandate = Mandate(id=uuid.uuid4(), principal=principal, given_by=by, given_at=timezone.now(), key=create_key())
    for name, value in vars(terms).items():
        setattr(mandate, name, value)
    mandate.sealed_label = mandate.key.seal(label.encode(), f"label:{mandate.id}")
    return mandate


def found_by_code(typed: str) -> Mandate | None:
    """What is on offer under this code, however typed."""
    return Mandate.objects.offered().filter(code_index=_index(typed)).select_related("principal", "given_by").first()


@transaction.atomic
def accept(mandate: Mandate, *, by: Person) -> Mandate:
    """From now on ``by`` holds it; its code is spent. Raises Unusable."""
    _lock(mandate.principal)
    locked = Mandate.objects.offered().select_for_update(of=("self",)).filter(pk=mandate.pk).first()
    if locked is None or not rules.may_accept(by, locked):
        raise Unusable
    locked.agent, locked.accepted_at = by, timezone.now()
    locked.sealed_code, locked.code_index, locked.code_until = b"", "", None
    locked.save()
    _record("accepted", locked, by=by)
    return locked


@transaction.atomic
def end(mandate: Mandate, *, by: Person) -> None:
    """Revoke it, give it back or withdraw the offer: at once. Raises PermissionDenied, Last."""
    _lock(mandate.principal)
    locked = Mandate.objects.select_for_update(of=("self",)).get(pk=mandate.pk)
    if locked.ended_at is not None:
        return
    if not rules.may_end(by, locked):
        raise PermissionDenied
    if rules.is_last(locked):
        raise Last
    locked.ended_at, locked.sealed_code, locked.code_index = timezone.now(), b"", ""
    locked.save()
    _record("ended", locked, by=by)


def _lock(principal: Person) -> None:
    """Two at once would each see the other administrator, or room for one more."""
    Person.objects.select_for_update(no_key=True).get(pk=principal.pk)


def _index(code: str) -> str:
    return blind_index(read_code(code), "mandate-code")


def _record(verb: str, mandate: Mandate, *, by: Person) -> None:
    scope = mandate.service or mandate.reference or "all"
    detail = {"kind": str(mandate.kind), "power": str(mandate.power), "scope": scope}
    record(f"mandate.{verb}", f"mandate:{mandate.id}", by=by, **detail, **on_behalf(by, mandate.principal_id))
