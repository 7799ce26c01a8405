"""Closing a case, and taking it up again."""

from django.db import transaction
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.inbox.actions import post
from rathaus.foundation.inbox.models import Message
from rathaus.lib.dates import add_working_days
from rathaus.portal.applications.actions.telling import tell_applicant
from rathaus.portal.cases.actions.noting import note
from rathaus.portal.cases.change import demand, happened, locked, signature
from rathaus.portal.cases.models import Case, Happening
from rathaus.portal.cases.rules import may_close, may_reopen
from rathaus.portal.cases.workflow import State


@transaction.atomic
def close(case: Case, reason: str = "", *, by: Person, seen: int | None = None) -> Case:
    """Put the case away. Without a decision the citizen is told ``reason``. Raises PermissionDenied, Stale."""
    case = locked(case, seen=seen)
    demand(may_close(by, case))
    undecided = case.state != State.DECIDED
    now = timezone.now()
    case.state, case.closed_at, case.finished_at = State.CLOSED, now, case.finished_at or now
    if undecided:
        post(case.thread, Message.Kind.TEXT, reason, by=by, signature=signature(case, by), from_city=True)
    happened(case, Happening.Verb.CLOSED, by=by, public=undecided)
    if undecided:
        tell_applicant(case.application, "message")
    return case


@transaction.atomic
def reopen(case: Case, reason: str, *, by: Person, seen: int | None = None) -> Case:
    """Take a finished case up again with a fresh deadline, for a reason (a note). Raises PermissionDenied, Stale."""
    case = locked(case, seen=seen)
    demand(may_reopen(by, case))
    case.state, case.finished_at, case.closed_at = State.WORK, None, None
    days = case.application.definition.blueprint.processing_days
    case.due_on = add_working_days(timezone.localdate(), days)
    happened(case, Happening.Verb.REOPENED, by=by, public=True)
    note(case, reason, by=by)
    case.refresh_from_db()
    return case
