"""Making an archive while everyone goes on working."""

import os
from collections.abc import Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, BinaryIO
from uuid import UUID

from django.utils import timezone

from rathaus.entrances.ops.backup.archive import DATABASE, PIECE, Writer
from rathaus.entrances.ops.backup.engine import engine
from rathaus.entrances.ops.backup.reading import backup_key, verify
from rathaus.entrances.ops.backup.refusals import Refused
from rathaus.entrances.ops.backup.telling import Progress, Say
from rathaus.entrances.ops.backup.working_folder import working_folder
from rathaus.foundation.documents import shelf
from rathaus.foundation.documents.disk import sync_folder
from rathaus.foundation.documents.models import StoredFile

_ID = 16
"""Bytes of an id."""


@dataclass
class Gone:
    """Files that rows of the moment name, and that were not there when they were to be copied."""

    deleted: list[str]
    """Their rows have gone since: somebody deleted them while the backup ran."""
    missing: list[str]
    """Their rows are still there: the house had lost them before."""


def make(target: Path, say: Say) -> dict[str, Any]:
    """Write the archive ``target`` and read it back; its manifest. Raises Refused, and then there is no such file."""
    secret = backup_key()
    unfinished = target.with_name(f"{target.name}.part")
    try:
        if target.exists():
            raise Refused(f"{target} is there already. A backup never replaces another one.")
        with _private(unfinished) as file:
            _write(Writer(file, secret), say)
            file.flush()
            os.fsync(file.fileno())
        manifest = verify(unfinished, say)
        unfinished.rename(target)
    except OSError as error:
        raise Refused(f"The archive could not be written: {error.strerror}.") from error
    finally:
        # Where nothing can be written nothing can be removed; the first error is the one to tell.
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
    sync_folder(target.parent)
    return manifest


def _private(path: Path) -> BinaryIO:
    return os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb")


def _write(writer: Writer, say: Say) -> None:
    created = timezone.now()
    with working_folder() as folder, (folder / "names").open("w+b") as names:
        with engine.frozen(folder) as copy:
            say(f"The database stands still at {timezone.localtime(created):%d.%m.%Y %H:%M:%S}, copying it …")
            known = {
                "created": created.isoformat(),
                "program": version("rathaus"),
                "engine": engine.ENGINE,
                "migrations": sorted([app, name] for app, name in copy.ask("SELECT app, name FROM django_migrations")),
                "tables": copy.tables(),
            }
            for (name,) in copy.ask("SELECT id FROM documents_storedfile"):
                names.write(UUID(str(name)).bytes)
        writer.add(DATABASE, _pieces(copy.file.open("rb")))
        names.seek(0)
        count, gone = _add_files(writer, names, Progress("Copying files", say))
    writer.finish(known | {"files": count, "deleted": gone.deleted, "missing": gone.missing})


def _add_files(writer: Writer, names: BinaryIO, progress: Progress) -> tuple[int, Gone]:
    count, absent = 0, []
    while name := names.read(_ID):
        file = StoredFile(id=UUID(bytes=name))
        try:
            content = shelf.take(file.place)
        except FileNotFoundError:
            absent.append(file.id)
            continue
        before = writer.size
        writer.add(f"files/{file.place}", _pieces(content))
        count += 1
        progress.add(writer.size - before, 1)
    kept = set(StoredFile.objects.filter(id__in=absent).values_list("id", flat=True))
    return count, Gone(
        deleted=[str(name) for name in absent if name not in kept],
        missing=[str(name) for name in absent if name in kept],
    )


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    with closing(file):
        while piece := file.read(PIECE):
            yield piece
