"""The file store beside the database: each row has its file, unchanged; no file lies there that no row knows."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from rathaus.foundation.documents.actions import sweep
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.vault.sealing import Broken

_TWO_DAYS = 2 * 24 * 3600
_EXPORTS = "exports"


def broken() -> Iterator[str]:
    """Files that are gone, can't be opened, or hold something else than their row says."""
    for file in StoredFile.objects.select_related("key").iterator():
        try:
            file.unsealed()
        except (OSError, Broken) as error:
            yield f"the file {file.pk} is {type(error).__name__}"


def strays() -> Iterator[str]:
    """What the nightly sweep leaves behind, two days later: nothing but the files of rows."""
    rows = {file.hex for file in StoredFile.objects.values_list("pk", flat=True)}
    for path in _files():
        if path.name not in rows:
            # The transaction that wrote it never committed. It is young; the sweep minds only what is a day old.
            os.utime(path, (time.time() - _TWO_DAYS,) * 2)
    sweep()
    left = {path.name for path in _files()}
    yield from (f"the file {name} belongs to nothing and stays" for name in sorted(left - rows))
    yield from (f"the file {name} was swept away" for name in sorted(rows - left))


def count_strays() -> int:
    """Files that no row knows: what interrupted transactions left, and the next sweep takes."""
    rows = {file.hex for file in StoredFile.objects.values_list("pk", flat=True)}
    return sum(path.name not in rows for path in _files())


def _files() -> list[Path]:
    return [path for path in settings.FILES_DIR.rglob("*") if path.is_file() and _EXPORTS not in path.parts]
