"""Changing what is known of a person."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.accounts.rules import may_rename
from rathaus.foundation.audit.actions import record


@transaction.atomic
def rename(person: Person, name: str, *, by: Person) -> None:
    """Call ``person`` by another name. Raises PermissionDenied."""
    if not may_rename(by, person):
        raise PermissionDenied
    person.name = name
    person.save(update_fields=["name"])
    record("person.renamed", f"person:{person.pk}", by=by)
