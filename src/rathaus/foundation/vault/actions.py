"""Making keys, and wrapping all of them under another master key."""

import os
import uuid
from collections import Counter
from collections.abc import Iterator
from typing import Any

from django.db import transaction

from rathaus.foundation.vault import sealing
from rathaus.foundation.vault.models import IndexKey, Key
from rathaus.lib.crash import crash_point
from rathaus.lib.prepared import prepared_row

BATCH = 500
"""Keys in one transaction: short enough that nobody waits for it."""
_write = prepared_row(Key)


def create_key() -> Key:
    """A fresh key, saved."""
    name = uuid.uuid4()
    key = Key(id=name, wrapped=sealing.wrap(os.urandom(32), str(name)), master=sealing.master_name())
    _write(key)
    return key


def rotate() -> Iterator[int]:
    """Wrap every key under the master key in force; yields how many after each batch, committed.

    May be stopped and begun again at any moment, while the house runs. What was sealed is not touched. Raises
    sealing.Broken where a key rests under a master key that is not at hand.
    """
    while done := _rewrap(IndexKey):
        yield done
    while done := _rewrap(Key):
        yield done


@transaction.atomic
def _rewrap(kind: type[Key] | type[IndexKey]) -> int:
    name = sealing.master_name()
    stale: list[Any] = list(kind.objects.exclude(master=name).select_for_update().order_by("pk")[:BATCH])
    for key in stale:
        key.wrapped, key.master = sealing.wrap(key.plain, key.label), name
    kind._default_manager.bulk_update(stale, ["wrapped", "master"])
    crash_point("keys-uncommitted")
    return len(stale)


def masters() -> Counter[str]:
    """How many keys rest under which master key, by its name."""
    found: Counter[str] = Counter()
    for kind in (IndexKey, Key):
        found.update(kind.objects.values_list("master", flat=True).iterator())
    return found


def unopenable() -> Iterator[str]:
    """The label of each key that no master key at hand opens."""
    for kind in (IndexKey, Key):
        for key in kind.objects.iterator():
            try:
                _ = key.plain
            except sealing.Broken:
                yield key.label
