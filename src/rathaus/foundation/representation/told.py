"""Who is told that something happened to somebody."""

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.representation.models import Mandate


def told_for(person: Person) -> list[Person]:
    """She herself; for a child without an address its parents, for an organisation those who may act for it."""
    if person.email:
        return [person]
    kinds = (Mandate.Kind.PARENT, Mandate.Kind.MEMBER)
    acting = Mandate.objects.running().acting().filter(principal=person, kind__in=kinds).select_related("agent")
    return [one.agent for one in acting if one.agent and one.agent.email and one.agent.is_active]
