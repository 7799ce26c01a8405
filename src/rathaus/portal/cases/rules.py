"""Who may do what with a case. Staff act only on cases of their own offices; the rest is as good as missing."""

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.offices.audience import memberships_of
from rathaus.foundation.offices.models import Membership
from rathaus.foundation.representation.conflicts import is_close_to
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.workflow import State, may_follow


def may_view(person: Person, case: Case) -> bool:
    """She works for the case's office."""
    return _membership(person, case) is not None


def seat_of(person: Person, case: Case) -> dict[str, str]:
    """In which office and role she acts on it now, for the audit: ``{"office": "Amt für …", "role": "head"}``."""
    membership = _membership(person, case)
    return {"office": case.office.name, "role": membership.role} if membership else {}


def may_take(person: Person, case: Case) -> bool:
    """An open case that nobody has."""
    return may_view(person, case) and case.is_open and case.assigned_to_id is None


def may_assign(person: Person, case: Case) -> bool:
    """The head gives open cases to anyone of the office; a clerk passes on what is hers."""
    return case.is_open and (_leads(person, case) or _has(person, case))


def may_be_given(person: Person, case: Case) -> bool:
    """She works for the office, and does not have it already."""
    return may_view(person, case) and case.assigned_to_id != person.pk


def may_release(person: Person, case: Case) -> bool:
    return case.is_open and _has(person, case)


def may_write(person: Person, case: Case) -> bool:
    """Write to the citizen, without asking."""
    return case.state in (State.WORK, State.WAITING) and _has(person, case)


def may_ask(person: Person, case: Case) -> bool:
    return _has(person, case) and may_follow(case.state, State.WAITING)


def may_remind(person: Person, case: Case) -> bool:
    """Remind of a question, or withdraw it."""
    return _has(person, case) and case.state == State.WAITING


def may_note(person: Person, case: Case) -> bool:
    return may_view(person, case)


def may_decide(person: Person, case: Case) -> bool:
    return _has(person, case) and may_follow(case.state, State.DECIDED)


def may_close(person: Person, case: Case) -> bool:
    return _has(person, case) and may_follow(case.state, State.CLOSED)


def may_reopen(person: Person, case: Case) -> bool:
    """The head, or the clerk who had it."""
    return not case.is_open and (_leads(person, case) or _has(person, case))


def _has(person: Person, case: Case) -> bool:
    return case.assigned_to_id == person.pk and may_view(person, case)


def _leads(person: Person, case: Case) -> bool:
    membership = _membership(person, case)
    return membership is not None and membership.role == Membership.Role.HEAD


def _membership(person: Person, case: Case) -> Membership | None:
    # Nobody decides on her own application, nor on that of somebody close to her: § 20 (1) VwVfG NRW.
    if is_close_to(person, case.person_id) or case.application.sent_by_id == person.pk:
        return None
    return next((one for one in memberships_of(person) if one.office_id == case.office_id), None)
