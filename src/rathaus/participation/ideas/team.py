"""Who looks after ideas, workshops and the committee: the staff of the office that the city names."""

from rathaus.foundation.accounts.audience import Audience
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.offices.models import Membership
from rathaus.participation.ideas.content import participation


def is_on_team(person: Person) -> bool:
    """Asked once for each person object: a page asks many times."""
    if not hasattr(person, "_on_participation_team"):
        member = Membership.objects.filter(person=person, office__slug=participation().team).exists()
        person._on_participation_team = member  # type: ignore[attr-defined]
    return person._on_participation_team  # type: ignore[attr-defined]


TEAM = Audience("team", admits=is_on_team)
