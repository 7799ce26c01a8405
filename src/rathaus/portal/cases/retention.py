"""How long a finished case is kept: as its service says, from the day it was decided or closed.

Taking it up again stops the clock; that is also how an office holds on to a case whose decision is disputed.
"""

from datetime import date, timedelta

from django.utils import timezone

from rathaus.lib.dates import add_months
from rathaus.portal.applications.blueprints.blueprint import Retention
from rathaus.portal.cases.models import Case


def retention_of(case: Case) -> Retention:
    """What the version of the service says that was applied for."""
    return case.application.definition.blueprint.retention


def keep_until(case: Case) -> date | None:
    """The last day it is kept; None as long as it is open."""
    if case.finished_at is None:
        return None
    terms = retention_of(case)
    return add_months(timezone.localdate(case.finished_at), 12 * terms.years + terms.months)


def warning_is_due(case: Case, today: date) -> bool:
    """The end is near, and nobody was told."""
    return (
        case.keep_until is not None
        and case.warned_on is None
        and case.keep_until - timedelta(days=retention_of(case).warn_days) <= today
    )


def may_go(case: Case, today: date) -> bool:
    """Its time is over, and its person was told long enough before."""
    if case.is_open or case.keep_until is None or case.warned_on is None or today <= case.keep_until:
        return False
    return case.warned_on + timedelta(days=retention_of(case).warn_days) <= today
