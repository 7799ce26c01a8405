"""The cases for which a mandate can be given."""

from rathaus.foundation.accounts.models import Person
from rathaus.portal.cases.models import Case

MOST = 100


def cases_of(person: Person) -> dict[str, str]:
    """``{"7K4M-2Q9X-E": "Hund anmelden, 7K4M-2Q9X-E"}``, the newest first."""
    latest = Case.objects.visible_to(person).select_related("service").order_by("-opened_at")
    return {case.reference: f"{case.service.title}, {case.reference}" for case in latest[:MOST]}
