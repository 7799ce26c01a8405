"""What every verb asks first."""

from django.core.exceptions import PermissionDenied

from rathaus.foundation.accounts.models import Person
from rathaus.participation.committee.refusals import NotNow
from rathaus.participation.committee.rules import may_run


def ask_to_run(by: Person | str) -> None:
    """Raises PermissionDenied unless ``by`` keeps the committee's business."""
    if not may_run(by):
        raise PermissionDenied


def insist(fact: object, otherwise: str) -> None:
    """Raises NotNow with these words unless ``fact`` holds."""
    if not fact:
        raise NotNow(otherwise)
