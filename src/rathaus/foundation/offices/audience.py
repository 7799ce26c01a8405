"""The audiences that offices add."""

from django.db.models import Prefetch, prefetch_related_objects

from rathaus.foundation.accounts.audience import Audience
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.offices.models import Membership


def memberships_of(person: Person) -> list[Membership]:
    """Where ``person`` works, offices included; asked once for each person object."""
    prefetch_related_objects([person], Prefetch("memberships", Membership.objects.select_related("office")))
    return list(person.memberships.all())


def _works_here(person: Person) -> bool:
    return bool(memberships_of(person))


def _leads(person: Person) -> bool:
    return any(one.role == Membership.Role.HEAD for one in memberships_of(person))


CLERK = Audience("clerk", admits=_works_here, strong=True)
HEAD = Audience("head", admits=_leads, strong=True)
