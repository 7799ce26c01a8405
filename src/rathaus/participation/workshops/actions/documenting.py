"""What is left of a workshop once it is over."""

from django.db import transaction

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.kept import raise_version
from rathaus.lib.text import clean
from rathaus.participation.workshops.actions.asking import locked
from rathaus.participation.workshops.actions.registering import NotOpen
from rathaus.participation.workshops.models import State, Workshop


@transaction.atomic
def mark_held(workshop: Workshop, *, by: Person | str) -> Workshop:
    """It took place. Raises PermissionDenied, NotOpen if it was cancelled."""
    current = locked(workshop, by)
    if current.is_cancelled:
        raise NotOpen
    current.state = State.HELD
    current.save(update_fields=["state"])
    raise_version()
    record("workshop.held", f"workshop:{current.slug}", by=by)
    return current


@transaction.atomic
def document_workshop(workshop: Workshop, *, documentation: str, participants: str = "", by: Person | str) -> Workshop:
    """Say what became of it, and who came by group where it was not counted here. Raises PermissionDenied."""
    current = locked(workshop, by)
    current.documentation, current.participants = clean(documentation), clean(participants)
    current.save(update_fields=["documentation", "participants"])
    raise_version()
    record("workshop.documented", f"workshop:{current.slug}", by=by)
    return current
