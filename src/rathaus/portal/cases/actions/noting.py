"""Notes for colleagues."""

import uuid

from django.db import transaction
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.portal.cases.change import demand, happened, locked
from rathaus.portal.cases.models import Case, Happening, Note
from rathaus.portal.cases.rules import may_note


@transaction.atomic
def note(case: Case, text: str, *, by: Person) -> Note:
    """Add a note; it contradicts nothing, so it does not ask what others did meanwhile. Raises PermissionDenied."""
    case = locked(case)
    demand(may_note(by, case))
    name = uuid.uuid4()
    written = case.notes.create(
        id=name, by=by, at=timezone.now(), sealed_text=case.key.seal(text.encode(), f"note:{name}")
    )
    happened(case, Happening.Verb.NOTED, by=by)
    return written
