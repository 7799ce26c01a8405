"""What the town hall still needs from a citizen: answers, and that she opens a notice."""

from django.db.models import QuerySet

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.inbox.models import Message
from rathaus.foundation.representation.party import Party
from rathaus.portal.cases.models import Case, Enquiry

LIMIT = 20


def asked_of(whom: Person | Party) -> QuerySet[Enquiry]:
    """Open questions to her, or to her principal; the most urgent first."""
    mine = Enquiry.objects.open().filter(case__in=Case.objects.visible_to(whom))
    return mine.select_related("case__service", "message").order_by("deadline")[:LIMIT]


def notices_for(whom: Person | Party) -> QuerySet[Message]:
    """Notices that she, or her principal, has not opened; what waits longest comes first."""
    closed = Message.objects.unread_by(whom).filter(kind=Message.Kind.NOTICE)
    return closed.select_related("thread").order_by("sent_at")[:LIMIT]
