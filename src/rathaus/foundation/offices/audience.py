"""The audiences that offices add."""

from rathaus.foundation.accounts.audience import Audience
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.offices.models import Membership


def _works_here(person: Person) -> bool:
    return Membership.objects.filter(person=person).exists()


def _leads(person: Person) -> bool:
    return Membership.objects.filter(person=person, role=Membership.Role.HEAD).exists()


CLERK = Audience("clerk", admits=_works_here)
HEAD = Audience("head", admits=_leads)
