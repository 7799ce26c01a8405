"""What the town hall still needs from a citizen."""

from django.db.models import QuerySet

from rathaus.foundation.accounts.models import Person
from rathaus.portal.cases.models import Case, Enquiry

LIMIT = 20


def asked_of(person: Person) -> QuerySet[Enquiry]:
    """Open questions to ``person``, the most urgent first."""
    mine = Enquiry.objects.open().filter(case__in=Case.objects.visible_to(person))
    return mine.select_related("case__service", "message").order_by("deadline")[:LIMIT]
