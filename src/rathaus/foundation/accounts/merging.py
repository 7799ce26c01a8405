"""Two accounts of one person become one: she is signed in to the one, and has just come through a door of the other.

Everything that hangs on the old account hangs on the new one afterwards, whatever module it belongs to; the old account
is deleted. What she has in both, once each (she follows an idea twice), ends as if she had left the old account.
"""

from collections.abc import Callable, Iterator

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.db import IntegrityError, models, transaction
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.actions import learn
from rathaus.foundation.accounts.disclosure import holdings
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record

Hindrance = Callable[[Person, Person], str]
"""Why the second person's account can't take up the first's, in a sentence; empty if it can."""
_hindrances: list[Hindrance] = []
_partings: list[Callable[[Person], object]] = []


class Hindered(Exception):
    """Something stands in the way."""


def hinder(*hindrances: Hindrance) -> None:
    """Ask these, too; modules above register in their ``apps.py``."""
    _hindrances.extend(hindrances)


def before_merging(*partings: Callable[[Person], object]) -> None:
    """Do these with the old account before anything moves: for what can't be taken along, as it rests under its key."""
    _partings.extend(partings)


def hindrances(old: Person, new: Person) -> list[str]:
    """All that stands in the way."""
    found = [holding.obstacle(old) for holding in holdings()]
    found += [ask(old, new) for ask in (_factors, _kinds, *_hindrances)]
    return [reason for reason in found if reason]


@transaction.atomic
def merge(old: Person, *, by: Person) -> None:
    """``by`` takes up all of ``old``, whose door she has just come through. Raises Hindered."""
    held = {each.pk: each for each in Person.objects.select_for_update(of=("self",)).filter(pk__in=[old.pk, by.pk])}
    old, new = held[old.pk], held[by.pk]
    if old == new or not (old.is_active and new.is_active) or hindrances(old, new):
        raise Hindered
    for session in UserSession.objects.filter(user=old):
        session.end()
    for part in _partings:
        part(old)
    _take_facts(old, new)
    _take_name_and_address(old, new)
    for relation in _relations():
        _move(relation, old, new)
    key, was = old.key, old.pk
    old.delete()
    if key:
        key.delete()
    record("account.merged", f"person:{new.pk}", by=new, took=f"person:{was}")


def _take_facts(old: Person, new: Person) -> None:
    known = set(new.facts.values_list("name", flat=True))
    for fact in old.facts.select_related("person__key").order_by("pk"):
        if fact.name in known and not fact.is_confirmed:
            continue
        learn(new, {fact.name: fact.value}, origin=fact.origin, level=fact.level, by=new, at=fact.learned_at)
    old.facts.all().delete()


def _take_name_and_address(old: Person, new: Person) -> None:
    email, name = old.email, old.name
    EmailAddress.objects.filter(user=old).exclude(email=email or "", verified=True).delete()
    if new.email:
        EmailAddress.objects.filter(user=old).delete()
    Person.objects.filter(pk=old.pk).update(email=None)
    old.email = None
    Person.objects.filter(pk=new.pk).update(email=new.email or email, name=new.name or name)


def _relations() -> Iterator[models.ForeignKey]:
    for model in apps.get_models(include_auto_created=True):
        for field in model._meta.local_fields:
            if isinstance(field, models.ForeignKey) and field.related_model is Person:
                yield field


def _move(relation: models.ForeignKey, old: Person, new: Person) -> None:
    rows = relation.model._base_manager.filter(**{relation.name: old})
    if _moved(rows, relation, new):
        return
    for pk in list(rows.values_list("pk", flat=True)):
        # What she has already goes with the old account.
        _moved(rows.filter(pk=pk), relation, new)


def _moved(rows: models.QuerySet, relation: models.ForeignKey, new: Person) -> bool:
    try:
        with transaction.atomic():
            rows.update(**{relation.name: new})
    except IntegrityError:
        return False
    return True


def _factors(old: Person, new: Person) -> str:
    if Authenticator.objects.filter(user=old).exists():
        return _("Das andere Konto ist mit einem Passkey oder einer App gesichert. Entfernen Sie beides dort zuerst.")
    return ""


def _kinds(old: Person, new: Person) -> str:
    return "" if old.kind == new.kind else _("Das eine Konto gehört einer Person, das andere einer Organisation.")
