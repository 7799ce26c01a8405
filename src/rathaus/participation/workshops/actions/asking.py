"""The first beat of every action of the team."""

from django.core.exceptions import PermissionDenied

from rathaus.foundation.accounts.models import Person
from rathaus.participation.workshops.models import Workshop
from rathaus.participation.workshops.rules import may_run


def ask(by: Person | str) -> None:
    """Raises PermissionDenied unless ``by`` runs workshops."""
    if not may_run(by):
        raise PermissionDenied


def locked(workshop: Workshop, by: Person | str) -> Workshop:
    """The workshop as it is now, for this transaction alone. Raises PermissionDenied."""
    ask(by)
    return lock(workshop)


def lock(workshop: Workshop) -> Workshop:
    """The workshop as it is now; others wait until this transaction ends."""
    return Workshop.objects.select_for_update().get(pk=workshop.pk)
