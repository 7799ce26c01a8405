"""At the counter: a clerk begins with the citizen beside her, who goes on at her own device.

Six digits can be guessed, so they alone open nothing: they count for MINUTES, once, for one draft, and only together
with the birth date, which is kept nowhere but in the blind index. With 20 drafts on offer all day and 20 wrong tries a
minute from anywhere, a guesser succeeds once in some 100,000 days.
"""

import secrets
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.vault.indexing import blind_index
from rathaus.portal.applications.actions.drafts import begin, discard, lock
from rathaus.portal.applications.models import Definition, Draft, Handover
from rathaus.portal.applications.rules import may_serve

MINUTES = 30
_DIGITS = 6


@transaction.atomic
def begin_at_counter(definition: Definition, *, by: Person) -> Draft:
    """A draft that is nobody's yet; ``by`` is not its applicant. Raises PermissionDenied."""
    _demand(by)
    draft = begin(definition, by=None, others=Draft.objects.none())
    draft.begun_at_counter_by = by
    draft.save(update_fields=["begun_at_counter_by"])
    record("counter.begun", f"draft:{draft.pk}", by=by)
    return draft


@transaction.atomic
def hand_over(draft: Draft, born_on: date, *, by: Person) -> str:
    """The six digits with which whoever was born on that day goes on. Raises PermissionDenied, Gone."""
    _demand(by)
    locked = lock(draft.pk)
    if locked.begun_at_counter_by_id != by.pk or locked.person_id is not None:
        raise PermissionDenied
    Handover.objects.filter(until__lt=timezone.now()).delete()
    digits = _unused(born_on)
    until = timezone.now() + timedelta(minutes=MINUTES)
    Handover.objects.update_or_create(
        draft=locked, defaults={"code_index": _index(digits, born_on), "until": until, "by": by}
    )
    record("counter.handed_over", f"draft:{locked.pk}", by=by)
    return digits


@transaction.atomic
def take_over(digits: str, born_on: date, *, by: Person | None) -> Draft | None:
    """The draft, for whoever has both; the digits are spent. None if either is wrong, too old or used."""
    found = Handover.objects.select_for_update(of=("self",)).filter(
        code_index=_index(digits, born_on), until__gt=timezone.now()
    )
    if (handover := found.first()) is None:
        return None
    draft = Draft.objects.select_related("service").get(pk=handover.draft_id)
    handover.delete()
    record("counter.taken_over", f"draft:{draft.pk}", by=by or "guest")
    return draft


@transaction.atomic
def give_up(draft: Draft, *, by: Person) -> None:
    """The citizen does not go on: all that was typed is deleted."""
    name = draft.pk
    discard(draft)
    record("counter.given_up", f"draft:{name}", by=by)


def _demand(by: Person) -> None:
    if not may_serve(by):
        raise PermissionDenied


def _unused(born_on: date) -> str:
    while True:
        digits = f"{secrets.randbelow(10**_DIGITS):0{_DIGITS}}"
        if not Handover.objects.filter(code_index=_index(digits, born_on)).exists():
            return digits


def _index(digits: str, born_on: date) -> str:
    return blind_index(f"{digits} {born_on.isoformat()}", "counter-code")
