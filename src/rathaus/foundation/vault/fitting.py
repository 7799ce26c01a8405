"""Whether the master keys at hand are those of what lies in the database; asked by an index, in next to no time."""

from collections.abc import Iterator

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError

from rathaus.foundation.vault import sealing
from rathaus.foundation.vault.models import IndexKey, Key

FOREIGN = (
    "RATHAUS_VAULT_KEY is not the key under which this database was sealed: nobody could read an answer, file or "
    "message, and what came in would be sealed under a key that nobody kept. Give the right one, and the former in "
    "RATHAUS_VAULT_OLD_KEYS while keys are rotated (docs/operations/keys.md)"
)


def lacking() -> set[str]:
    """The names of master keys that are in use, and not at hand."""
    return {*_of_index(), *_of_keys()} - sealing.names_at_hand()


def is_foreign() -> bool:
    """Whether the index key, or every single other key, rests under a master key that is not at hand."""
    index, keys, ours = set(_of_index()), set(_of_keys()), sealing.names_at_hand()
    return any(found and not found & ours for found in (index, keys))


def refuse_foreign_key() -> None:
    """For what is about to seal. Raises ImproperlyConfigured in production; a database that is away, or has no tables
    yet, is no reason."""
    try:
        foreign = settings.PRODUCTION and is_foreign()
    except DatabaseError:
        return
    if foreign:
        raise ImproperlyConfigured(FOREIGN)


def _of_index() -> Iterator[str]:
    yield from IndexKey.objects.values_list("master", flat=True)


def _of_keys() -> Iterator[str]:
    """Each once: the index on it is looked into once for each, however many keys there are."""
    last = ""
    while found := Key.objects.filter(master__gt=last).order_by("master").values_list("master", flat=True).first():
        yield found
        last = found
