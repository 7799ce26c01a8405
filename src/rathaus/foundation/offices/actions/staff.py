"""Giving and taking roles."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.offices.models import Membership, Office
from rathaus.foundation.offices.rules import may_appoint


class LastAdministrator(Exception):
    """Without this person nobody could give roles any more."""


@transaction.atomic
def appoint(person: Person, office: Office, role: str, *, by: Person) -> Membership:
    """Let ``person`` work for ``office`` in ``role``; a role she had there before is replaced."""
    if not may_appoint(by):
        raise PermissionDenied
    membership, _created = Membership.objects.update_or_create(person=person, office=office, defaults={"role": role})
    record("staff.appointed", f"person:{person.pk}", by=by, office=office.slug, role=role)
    return membership


@transaction.atomic
def dismiss(membership: Membership, *, by: Person) -> None:
    """End the work of a person for an office; she sees its cases no more from her next click on."""
    if not may_appoint(by):
        raise PermissionDenied
    person, office = membership.person_id, membership.office.slug
    membership.delete()
    record("staff.dismissed", f"person:{person}", by=by, office=office)


@transaction.atomic
def entrust(person: Person, *, is_editor: bool, is_administrator: bool, by: Person | str) -> None:
    """Give or take the roles that no office is needed for; ``by`` may be ``"system"``. Raises LastAdministrator."""
    if not may_appoint(by):
        raise PermissionDenied
    # Locked, so that the last two can't dismiss each other at once.
    administrators = Person.objects.select_for_update().filter(is_administrator=True, is_active=True)
    if not is_administrator and [one.pk for one in administrators] == [person.pk]:
        raise LastAdministrator
    person.is_editor, person.is_administrator = is_editor, is_administrator
    person.save(update_fields=["is_editor", "is_administrator"])
    record("staff.entrusted", f"person:{person.pk}", by=by, editor=is_editor, administrator=is_administrator)
