"""The audiences that offices add."""

from django.db.models import QuerySet

from rathaus.foundation.accounts.audience import Audience
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.offices.models import Membership
from rathaus.lib.prepared import prepared


def memberships_of(person: Person) -> list[Membership]:
    """Where ``person`` works, offices included; asked once for each person object."""
    known: dict[str, list[Membership]] = vars(person)
    if "_memberships" not in known:
        known["_memberships"] = _memberships(person.pk)
    return known["_memberships"]


@prepared
def _memberships(person: int) -> QuerySet[Membership]:
    return Membership.objects.filter(person=person).select_related("office")


def _works_here(person: Person) -> bool:
    return bool(memberships_of(person))


def _leads(person: Person) -> bool:
    return any(one.role == Membership.Role.HEAD for one in memberships_of(person))


CLERK = Audience("clerk", admits=_works_here, strong=True)
HEAD = Audience("head", admits=_leads, strong=True)
