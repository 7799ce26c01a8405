"""Keeping files: stored and synced before the row that promises them, gone from the store only after the row is."""

import hashlib
import io
import uuid
from dataclasses import dataclass

from django.db import transaction
from django.db.models import QuerySet

from rathaus.foundation.documents import shelf
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.documents.names import clean_name
from rathaus.foundation.documents.withholding import State
from rathaus.foundation.vault.models import Key
from rathaus.lib.crash import crash_point
from rathaus.lib.prepared import prepared_row


@dataclass(frozen=True)
class Swept:
    """What a sweep found: files removed because no row knows them, and rows whose file is gone."""

    removed: int
    missing: list[uuid.UUID]


_write = prepared_row(StoredFile)


def store(name: str, content: bytes, content_type: str, key: Key, *, state: State = State.OWN) -> StoredFile:
    """Seal ``content`` under ``key`` and keep it: durable when this returns, promised once the caller commits.

    For what the house wrote itself; what comes from outside goes by way of ``intake.receive``. Raises Unavailable, and
    has changed nothing then.
    """
    file = StoredFile(
        key=key,
        name=clean_name(name, content_type),
        content_type=content_type,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
        state=state,
    )
    shelf.keep(file.place, io.BytesIO(key.seal(content, file.label)))
    crash_point("file-stored")
    _write(file)
    return file


def delete(file: StoredFile) -> None:
    """Forget ``file``; its bytes go when the transaction commits, or by a later sweep if the store fails then."""
    place = file.place
    file.delete()
    transaction.on_commit(lambda: shelf.remove(place), robust=True)


def sweep() -> Swept:
    """Remove files a day old that no row knows (their transaction never committed); report rows without a file.

    Raises Unavailable.
    """
    removed, missing = 0, []
    for folder in (f"{number:02x}" for number in range(256)):
        lying = dict(shelf.listing(folder))
        rows = {name.hex for name in _rows(folder)}
        removed += shelf.clear(folder, {name: at for name, at in lying.items() if name not in rows})
        missing += [uuid.UUID(hex=name) for name in sorted(rows - lying.keys()) if _is_missing(name)]
    return Swept(removed, missing)


def _rows(folder: str) -> QuerySet[StoredFile, uuid.UUID]:
    first, last = (uuid.UUID(hex=folder + digit * 30) for digit in "0f")
    return StoredFile.objects.filter(id__range=(first, last)).values_list("id", flat=True)


def _is_missing(name: str) -> bool:
    """What was stored since the folder was listed is there by now, and what was deleted since need not be."""
    file = StoredFile.objects.filter(id=name).first()
    return file is not None and not shelf.has(file.place)
