"""Children, and their parents."""

from datetime import date, timedelta

from django.db import transaction

from rathaus.foundation.accounts.actions import learn
from rathaus.foundation.accounts.models import Person, ProfileFact, TrustLevel
from rathaus.foundation.audit.actions import record
from rathaus.foundation.representation.actions.mandates import Full, Terms, drawn_up, offer
from rathaus.foundation.representation.models import Mandate
from rathaus.lib.dates import add_months

OF_AGE = 18
MOST_CHILDREN = 20


@transaction.atomic
def add_child(name: str, born_on: date, *, by: Person) -> Person:
    """A child of ``by``, as she declares it; ends by itself when the child comes of age. Raises Full."""
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    mine = Mandate.objects.running().filter(agent=by, kind=Mandate.Kind.PARENT)
    if mine.count() >= MOST_CHILDREN:
        raise Full
    child = Person.objects.create_user(None, name=name)
    said = {str(ProfileFact.Name.BIRTH_DATE): born_on.isoformat()}
    learn(child, said, origin=ProfileFact.Origin.SELF, level=TrustLevel.NONE, by=by)
    terms = Terms(kind=Mandate.Kind.PARENT, until=last_day_as_minor(born_on))
    mandate = drawn_up(child, terms, "", by=by)
    mandate.agent, mandate.accepted_at = by, mandate.given_at
    mandate.save(force_insert=True)
    record("child.added", f"person:{child.pk}", by=by)
    return child


def invite_parent(child: Person, label: str, *, by: Person) -> Mandate:
    """The other parent comes in by a code. Raises PermissionDenied, Full."""
    born_on = birth_date_of(child)
    return offer(child, Terms(kind=Mandate.Kind.PARENT, until=last_day_as_minor(born_on)), label, by=by)


def last_day_as_minor(born_on: date) -> date:
    """The day before the eighteenth birthday (§ 2 BGB)."""
    return add_months(born_on, OF_AGE * 12) - timedelta(days=1)


def birth_date_of(child: Person) -> date:
    """As it was declared or confirmed."""
    return date.fromisoformat(child.facts.select_related("person__key").get(name=ProfileFact.Name.BIRTH_DATE).value)
