"""Finding the case a clerk asks for; what is not hers is missing."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone

from rathaus.foundation.accounts.audience import SignedIn
from rathaus.foundation.accounts.models import Person
from rathaus.lib.prepared import prepared
from rathaus.portal.cases import rules
from rathaus.portal.cases.models import Case


def case_at_desk(request: SignedIn, reference: str) -> Case:
    """The case with all its page shows, if the clerk may see it; Http404 otherwise."""
    for case in _at_desk(request.user.pk, timezone.localdate(), reference):
        return case
    raise Http404


@prepared
def _at_desk(person: int, today: date, reference: str) -> QuerySet[Case]:
    return Case.objects.visible_at_desk(person, today).in_full().filter(reference=reference)


def allowed(person: Person, case: Case) -> dict[str, Any]:
    """What ``person`` may do now, by the verb, for templates."""
    return {name.removeprefix("may_"): may(person, case) for name, may in _RULES.items()}


_RULES = {
    rule.__name__: rule
    for rule in (
        rules.may_take,
        rules.may_assign,
        rules.may_release,
        rules.may_write,
        rules.may_ask,
        rules.may_remind,
        rules.may_note,
        rules.may_decide,
        rules.may_close,
        rules.may_reopen,
    )
}
