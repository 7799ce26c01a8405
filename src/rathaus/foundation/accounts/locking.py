"""Shutting an account, and opening it again."""

from django.db import transaction

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.accounts.sessions import end_all
from rathaus.foundation.audit.actions import record


@transaction.atomic
def lock(person: Person, *, by: Person | str) -> None:
    """Nobody comes in by this account any more, and whoever is in by it is out; what is hers stays."""
    person.is_active = False
    person.save(update_fields=["is_active"])
    end_all(person, by=by)
    record("account.locked", f"person:{person.pk}", by=by)


@transaction.atomic
def unlock(person: Person, *, by: Person | str) -> None:
    person.is_active = True
    person.save(update_fields=["is_active"])
    record("account.unlocked", f"person:{person.pk}", by=by)
