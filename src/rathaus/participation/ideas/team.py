"""Who looks after ideas, workshops and the committee: the staff of the office that the city names."""

from typing import Any

from django.http import HttpRequest

from rathaus.foundation.accounts.audience import Audience
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.offices.audience import memberships_of
from rathaus.participation.ideas.content import participation


def is_on_team(person: Person) -> bool:
    """Asked once for each person object: a page asks many times."""
    return any(one.office.slug == participation().team for one in memberships_of(person))


TEAM = Audience("team", admits=is_on_team, strong=True)


def team(request: HttpRequest) -> dict[str, Any]:
    """For every page: ``on_team``, asked only where a template wants to know it."""
    return {"on_team": lambda: isinstance(request.user, Person) and is_on_team(request.user)}
