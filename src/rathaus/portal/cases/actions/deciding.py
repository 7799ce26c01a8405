"""The decision; its notice follows by a task."""

import uuid

from django.db import transaction
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.portal.applications.blueprints.blueprint import Decision as Choice
from rathaus.portal.cases.change import demand, happened, locked
from rathaus.portal.cases.models import Case, Decision, Happening
from rathaus.portal.cases.rules import may_decide
from rathaus.portal.cases.tasks import issue_notice
from rathaus.portal.cases.workflow import State


@transaction.atomic
def decide(case: Case, choice: Choice, reasons: str, *, by: Person, seen: int | None = None) -> Decision:
    """Decide for good; a task committed with it writes and delivers the notice. Raises PermissionDenied, Stale."""
    case = locked(case, seen=seen)
    demand(may_decide(by, case))
    name = uuid.uuid4()
    decision = case.decisions.create(
        id=name,
        outcome=choice.outcome,
        choice=choice.id,
        label=choice.label,
        sealed_reasons=case.key.seal(reasons.encode(), f"reasons:{name}"),
        by=by,
        at=timezone.now(),
    )
    case.state, case.finished_at = State.DECIDED, decision.at
    happened(case, Happening.Verb.DECIDED, by=by, public=True)
    issue_notice.enqueue(str(decision.id))
    return decision
