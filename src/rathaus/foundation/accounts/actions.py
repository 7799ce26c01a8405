"""Changing what is known of a person."""

from collections.abc import Collection
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from rathaus.foundation.accounts.models import Person, ProfileFact, TrustLevel, fact_label
from rathaus.foundation.accounts.rules import may_change_profile, may_rename, may_replace
from rathaus.foundation.audit.actions import record
from rathaus.foundation.vault.actions import create_key
from rathaus.foundation.vault.models import Key
from rathaus.lib.prepared import prepared
from rathaus.lib.text import clean


def hold(*people: int | None) -> None:
    """Hold the rows of these people until the transaction ends; to be called before any other row is held.

    Whoever deletes an account begins with its person. Who began elsewhere and came to the person last would wait for
    the one who waits for her.
    """
    for pk in sorted({pk for pk in people if pk}):
        _held(pk)


@prepared
def _held(pk: int) -> QuerySet[Person, tuple[int]]:
    return Person.objects.select_for_update(no_key=True).filter(pk=pk).values_list("pk")


@transaction.atomic
def rename(person: Person, name: str, *, by: Person) -> None:
    """Call ``person`` by another name. Raises PermissionDenied."""
    if not may_rename(by, person):
        raise PermissionDenied
    person.name = name
    person.save(update_fields=["name"])
    record("person.renamed", f"person:{person.pk}", by=by)


@transaction.atomic
def learn(
    person: Person,
    facts: dict[str, str],
    *,
    origin: str,
    level: int,
    by: Person | str,
    at: datetime | None = None,
) -> list[str]:
    """Keep ``facts`` (plain text by ``ProfileFact.Name``) as ``origin`` knew them; the names that were new or changed.

    What is known more surely stays as it is, and so does what is known already. Empty texts are left out; raises
    ValueError for an unknown name.
    """
    texts = {ProfileFact.Name(name): text for name, typed in facts.items() if (text := clean(typed))}
    if not texts:
        return []
    key = locked_key(person)
    known = {fact.name: fact for fact in person.facts.select_related("person__key")}
    changed = {name: text for name, text in texts.items() if _is_news(known.get(name), text, origin, level)}
    for name, text in changed.items():
        sealed = key.seal(text.encode(), fact_label(person, name))
        entry = {"sealed_value": sealed, "origin": origin, "level": level, "learned_at": at or timezone.now()}
        ProfileFact.objects.update_or_create(person=person, name=name, defaults=entry)
    if changed:
        record("profile.learned", f"person:{person.pk}", by=by, facts=sorted(changed), origin=str(origin))
    return sorted(changed)


@transaction.atomic
def state(person: Person, facts: dict[str, str], *, by: Person) -> list[str]:
    """Keep what she says of herself; an empty text takes her earlier word back. Confirmed facts stay as they are.

    The names that changed. Raises PermissionDenied.
    """
    if not may_change_profile(by, person):
        raise PermissionDenied
    learned = learn(person, facts, origin=ProfileFact.Origin.SELF, level=TrustLevel.NONE, by=by)
    return learned + forget(person, [name for name, text in facts.items() if not clean(text)], by=by)


@transaction.atomic
def forget(person: Person, names: Collection[str], *, by: Person) -> list[str]:
    """Delete what she said of herself under these names; the names that went. Raises PermissionDenied."""
    if not may_change_profile(by, person):
        raise PermissionDenied
    own = person.facts.filter(name__in=names, origin=ProfileFact.Origin.SELF)
    gone = sorted(own.values_list("name", flat=True))
    if gone:
        own.delete()
        record("profile.forgotten", f"person:{person.pk}", by=by, facts=gone)
    return gone


def locked_key(person: Person) -> Key:
    """Her key, made if she has none, with her row held: two doors at once must not make two keys."""
    locked = Person.objects.select_for_update(no_key=True, of=("self",)).select_related("key").get(pk=person.pk)
    if locked.key is None:
        locked.key = create_key()
        locked.save(update_fields=["key"])
    person.key = locked.key
    return locked.key


def _is_news(fact: ProfileFact | None, text: str, origin: str, level: int) -> bool:
    if fact is None:
        return True
    same = (fact.value, fact.origin, fact.level) == (text, origin, level)
    return not same and may_replace(fact, origin, level)
