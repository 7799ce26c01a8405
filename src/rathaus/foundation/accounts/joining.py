"""Which doors lead into an account: learning who came, joining a door, closing it.

A door is joined by its own key alone, and only by the person herself, signed in to her account and just come through
the door. That two addresses are equal means nothing.
"""

from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction

from rathaus.foundation.accounts.actions import learn
from rathaus.foundation.accounts.arrivals import Arrival
from rathaus.foundation.accounts.doors import door_of
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.accounts.rules import may_close_door
from rathaus.foundation.audit.actions import record


class LeadsElsewhere(Exception):
    """The identity belongs to another account."""


class LastWayIn(Exception):
    """Without this door she could not come in any more."""


@transaction.atomic
def arrive(person: Person, arrival: Arrival) -> None:
    """She came through a door of hers: learn what it tells."""
    if door := door_of(arrival.provider):
        learn(person, door.facts(arrival.told), origin=door.origin, level=arrival.level, by=person)
    record("door.used", f"person:{person.pk}", by=person, door=arrival.provider, level=int(arrival.level))


@transaction.atomic
def join_door(person: Person, arrival: Arrival) -> None:
    """From now on this identity leads to her account. Raises LeadsElsewhere."""
    try:
        with transaction.atomic():
            SocialAccount.objects.create(
                user=person, provider=arrival.provider, uid=arrival.uid, extra_data=arrival.kept
            )
    except IntegrityError as error:
        raise LeadsElsewhere from error
    record("door.joined", f"person:{person.pk}", by=person, door=arrival.provider)


@transaction.atomic
def close_door(identity: SocialAccount, *, by: Person) -> None:
    """The identity leads to no account any more. Raises LastWayIn."""
    # Two doors closed at once must not both be "not the last".
    Person.objects.select_for_update().get(pk=by.pk)
    if not may_close_door(by, identity):
        raise LastWayIn
    identity.delete()
    record("door.closed", f"person:{by.pk}", by=by, door=identity.provider)
