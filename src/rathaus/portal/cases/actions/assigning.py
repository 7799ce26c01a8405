"""Who has the case."""

from django.db import transaction
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.portal.cases.change import demand, happened, locked
from rathaus.portal.cases.models import Case, Happening
from rathaus.portal.cases.rules import may_assign, may_be_given, may_release, may_take
from rathaus.portal.cases.workflow import State


@transaction.atomic
def take(case: Case, *, by: Person, seen: int | None = None) -> Case:
    """``by`` takes a case that nobody has. Raises PermissionDenied, or Stale when it changed since ``seen``."""
    case = locked(case, seen=seen)
    demand(may_take(by, case))
    _hand_to(case, by, by=by)
    happened(case, Happening.Verb.TAKEN, by=by, public=True)
    return case


@transaction.atomic
def assign(case: Case, to: Person, *, by: Person, seen: int | None = None) -> Case:
    """Give the case to a colleague of the same office. Raises PermissionDenied, Stale."""
    case = locked(case, seen=seen)
    demand(may_assign(by, case) and may_be_given(to, case))
    _hand_to(case, to, by=by)
    happened(case, Happening.Verb.ASSIGNED, by=by, whom=to, public=True)
    return case


@transaction.atomic
def release(case: Case, *, by: Person, seen: int | None = None) -> Case:
    """Put the case back for whoever takes it; its state stays. Raises PermissionDenied, Stale."""
    case = locked(case, seen=seen)
    demand(may_release(by, case))
    _end_assignment(case)
    case.assigned_to = None
    happened(case, Happening.Verb.RELEASED, by=by)
    return case


def _hand_to(case: Case, person: Person, *, by: Person) -> None:
    _end_assignment(case)
    case.assignments.create(person=person, by=by, at=timezone.now())
    case.assigned_to = person
    if case.state == State.NEW:
        case.state = State.WORK


def _end_assignment(case: Case) -> None:
    case.assignments.filter(ended_at=None).update(ended_at=timezone.now())
