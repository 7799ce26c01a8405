"""The store of sealed files: on disk or in a bucket, as the setting RATHAUS_FILES says; by place (``exports/<id>``)."""

import logging
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import BinaryIO, cast

from django.core.files.base import File
from django.core.files.storage import storages

from rathaus.foundation.documents.refusals import Unavailable

logger = logging.getLogger("rathaus.files")

ORPHAN_AGE = 24 * 3600
"""Seconds; longer than any transaction that has written its file but not yet its row."""


def keep(place: str, sealed: BinaryIO) -> None:
    """All of ``sealed``, durable when this returns; raises Unavailable, and then nothing lies there."""
    with _reached():
        storages["files"].save(place, File(sealed))


def take(place: str) -> BinaryIO:
    """To read from and to close; raises FileNotFoundError, Unavailable. What breaks off later is an OSError."""
    with _reached():
        return cast(BinaryIO, storages["files"].open(place))


def read(place: str) -> bytes:
    """All of it; raises FileNotFoundError, Unavailable."""
    with _reached(), storages["files"].open(place) as file:
        return bytes(file.read())


def has(place: str) -> bool:
    """Whether something lies there; raises Unavailable."""
    with _reached():
        return storages["files"].exists(place)


def remove(place: str) -> None:
    """Nothing lies there any more; raises Unavailable."""
    with _reached():
        storages["files"].delete(place)


def listing(folder: str) -> Iterator[tuple[str, float]]:
    """The names in ``folder``, and when each was written (seconds since 1970); raises Unavailable."""
    with _reached():
        yield from storages["files"].listing(folder)  # type: ignore[attr-defined]


def clear(folder: str, orphans: dict[str, float]) -> int:
    """Remove those of ``orphans`` (name, when written) that are a day old; tells how many. Raises Unavailable."""
    old = [name for name, written in orphans.items() if written < time.time() - ORPHAN_AGE]
    for name in old:
        remove(f"{folder}/{name}")
    return len(old)


@contextmanager
def _reached() -> Iterator[None]:
    try:
        yield
    except FileNotFoundError:
        raise
    except OSError as error:
        logger.error("The file store failed: %s", error.strerror)
        raise Unavailable from error
