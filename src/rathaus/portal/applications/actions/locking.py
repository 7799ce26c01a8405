"""What somebody vouches for, and the applicant can't change: whatever is sent instead does not count, and is noted."""

from typing import Any

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.portal.applications.known.facts import Known


def put_back(known: Known, answers: dict[str, Any], subject: str, *, by: Person | None) -> dict[str, Any]:
    """``answers`` with what is locked as it is known; that others were sent is recorded for ``subject``.

    To be called within a transaction.
    """
    kept = known.put_back(answers)
    if changed := sorted(name for name in kept if kept[name] != answers.get(name)):
        record("answers.put_back", subject, by=by or "guest", questions=changed)
    return kept
