"""The end of an account: at once, and for good."""

from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.db import transaction

from rathaus.entrances.my.actions.exporting import clear_away
from rathaus.foundation.accounts.disclosure import Holding, holdings
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.notifications.actions import announce


@dataclass(frozen=True)
class Obstacle:
    """Why she cannot leave yet, in a sentence."""

    holding: Holding
    reason: str


def obstacles(person: Person) -> list[Obstacle]:
    """All of them; she can leave where there are none."""
    asked = ((holding, holding.obstacle(person)) for holding in holdings())
    return [Obstacle(holding, reason) for holding, reason in asked if reason]


@transaction.atomic
def leave(person: Person) -> None:
    """Delete the account of ``person`` as each module promised; her cases stay with the city, without her.

    Raises PermissionDenied where something stands in her way.
    """
    held = Person.objects.select_for_update(of=("self",)).select_related("key").get(pk=person.pk)
    if obstacles(held):
        raise PermissionDenied
    name, email, language, key = f"person:{held.pk}", held.email, held.language, held.key
    # From the top floor down: what a later stage does may still tell an earlier one.
    for holding in reversed(holdings()):
        holding.forget(held)
    clear_away(held)
    held.delete()
    if key:
        key.delete()
    record("person.left", name, by=name)
    if email:
        announce(email, "account_closed", language=language, path="/")
