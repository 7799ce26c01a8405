"""Notes for colleagues."""

import uuid

from django.db import transaction
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.portal.cases.change import demand, happened, locked
from rathaus.portal.cases.models import Case, Happening, Note
from rathaus.portal.cases.rules import may_note


@transaction.atomic
def note(case: Case, text: str, *, by: Person, seen: int | None = None) -> Note:
    """Add a note; it contradicts nothing, so it does not mind what others did since ``seen``. Raises PermissionDenied.

    The same words, written on the same revision, are the same note: the form was sent again.
    """
    case = locked(case)
    demand(may_note(by, case))
    name = uuid.uuid4() if seen is None else uuid.uuid5(case.key.pk, f"note:{case.reference}:{by.pk}:{seen}:{text}")
    if earlier := case.notes.filter(pk=name).first():
        return earlier
    written = case.notes.create(
        id=name, by=by, at=timezone.now(), sealed_text=case.key.seal(text.encode(), f"note:{name}")
    )
    happened(case, Happening.Verb.NOTED, by=by)
    return written
