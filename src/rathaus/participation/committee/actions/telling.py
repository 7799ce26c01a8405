"""Members and evaluators hear that something waits for them."""

from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.notifications.actions import tell
from rathaus.participation.committee.models import Meeting, Member

PAGE = "/lenkungskreis/mein/"


def tell_members(meeting: Meeting, kind: str) -> None:
    """A mail to all members and deputies who have an account."""
    members = Member.objects.filter(committee=meeting.committee_id).in_office(timezone.localdate())
    for person in Person.objects.filter(pk__in=members.values("person")).order_by("pk"):
        tell(person, kind, path=PAGE)


def tell_evaluator(person: Person) -> None:
    """One mail, however many ideas there are to score."""
    tell(person, "committee_evaluation", path=PAGE)
