"""Keeping files: on disk and synced before the row that promises them, gone from disk only after the row is."""

import hashlib
import os
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction

from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.documents.names import clean_name
from rathaus.foundation.vault.models import Key

_ORPHAN_AGE = 24 * 3600
"""Seconds; longer than any transaction that has written its file but not yet its row."""


@dataclass(frozen=True)
class Swept:
    """What a sweep found: files removed because no row knows them, and rows whose file is gone."""

    removed: int
    missing: list[uuid.UUID]


def store(name: str, content: bytes, content_type: str, key: Key) -> StoredFile:
    """Seal ``content`` under ``key`` and keep it: on disk when this returns, promised once the caller commits."""
    file = StoredFile(
        key=key,
        name=clean_name(name, content_type),
        content_type=content_type,
        size=len(content),
        digest=hashlib.sha256(content).hexdigest(),
    )
    _write(file.path, key.seal(content, file.label))
    file.save(force_insert=True)
    return file


def delete(file: StoredFile) -> None:
    """Forget ``file``; its bytes go when the transaction commits."""
    path = file.path
    file.delete()
    transaction.on_commit(lambda: path.unlink(missing_ok=True))


def sweep() -> Swept:
    """Remove files a day old that no row knows (their transaction never committed); report rows without a file."""
    removed = 0
    for folder in _folders():
        old = [path for path in folder.iterdir() if path.stat().st_mtime < time.time() - _ORPHAN_AGE]
        known = {row.hex for row in StoredFile.objects.filter(id__in=_ids(old)).values_list("id", flat=True)}
        for path in old:
            if path.name not in known:
                path.unlink(missing_ok=True)
                removed += 1
    return Swept(removed, [file.id for file in StoredFile.objects.only("id").iterator() if not file.path.exists()])


def _write(path: Path, sealed: bytes) -> None:
    """All or nothing: a crash leaves no half file under the final name."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    with unfinished.open("wb") as file:
        file.write(sealed)
        file.flush()
        os.fsync(file.fileno())
    unfinished.rename(path)
    # The name lasts only when its folder is synced, and a new folder's name only when the one above is.
    for folder in (path.parent, path.parent.parent):
        _sync(folder)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _folders() -> Iterator[Path]:
    if settings.FILES_DIR.exists():
        # Other folders beside those of ``StoredFile.path`` belong to somebody else.
        yield from (folder for folder in settings.FILES_DIR.iterdir() if folder.is_dir() and len(folder.name) == 2)


def _ids(paths: list[Path]) -> list[uuid.UUID]:
    return [uuid.UUID(hex=path.name) for path in paths if _is_id(path.name)]


def _is_id(name: str) -> bool:
    return len(name) == 32 and all(digit in "0123456789abcdef" for digit in name)
