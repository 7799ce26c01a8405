"""Organisations and their members."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from rathaus.foundation.accounts.actions import learn
from rathaus.foundation.accounts.models import Person, ProfileFact
from rathaus.foundation.audit.actions import record
from rathaus.foundation.representation.actions.mandates import Full, Terms, drawn_up, offer
from rathaus.foundation.representation.models import Mandate
from rathaus.foundation.representation.rules import is_administrator

MOST_ORGANISATIONS = 20
_OF_ORGANISATION = (ProfileFact.Name.ORGANISATION, ProfileFact.Name.LEGAL_FORM, ProfileFact.Name.REGISTER_NUMBER)


@transaction.atomic
def found(name: str, *, by: Person) -> Person:
    """An organisation whose first administrator is ``by``. Raises Full."""
    Person.objects.select_for_update(no_key=True).get(pk=by.pk)
    mine = Mandate.objects.running().filter(agent=by, kind=Mandate.Kind.MEMBER)
    if mine.count() >= MOST_ORGANISATIONS:
        raise Full
    organisation = Person.objects.create_user(None, name=name, kind=Person.Kind.ORGANISATION)
    _learn_from_door(organisation, by)
    mandate = drawn_up(organisation, _terms(Mandate.Role.ADMINISTRATOR), "", by=by)
    mandate.agent, mandate.accepted_at = by, mandate.given_at
    mandate.save(force_insert=True)
    record("organisation.founded", f"person:{organisation.pk}", by=by)
    return organisation


def invite_member(organisation: Person, role: str, label: str, *, by: Person) -> Mandate:
    """Somebody comes in by a code, in this role. Raises PermissionDenied, Full."""
    if not is_administrator(by, organisation):
        raise PermissionDenied
    return offer(organisation, _terms(role), label, by=by)


def known_of(person: Person) -> dict[str, ProfileFact]:
    """What Mein Unternehmenskonto vouched for when ``person`` came through it, by name; empty if she never did."""
    told = person.facts.filter(origin=ProfileFact.Origin.COMPANY, name__in=_OF_ORGANISATION)
    return {fact.name: fact for fact in told.select_related("person__key")}


def _learn_from_door(organisation: Person, by: Person) -> None:
    """Confirmed facts go along, where it is the very organisation that the door named."""
    known = known_of(by)
    named = known.get(ProfileFact.Name.ORGANISATION)
    if named and named.value == organisation.name:
        facts = {name: fact.value for name, fact in known.items()}
        learn(organisation, facts, origin=named.origin, level=named.level, by=by)


def _terms(role: str) -> Terms:
    power = Mandate.Power.READ if role == Mandate.Role.READER else Mandate.Power.ACT
    return Terms(kind=Mandate.Kind.MEMBER, role=role, power=power)
