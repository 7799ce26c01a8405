"""From an archive into an empty house: looked through first, then the files, and the database last.

A file that no row knows does no harm, a row without its file does: whoever is killed in between begins again.
"""

import hashlib
import io
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.models import Model

from rathaus.entrances.ops.backup.archive import DATABASE, PIECE, Reader
from rathaus.entrances.ops.backup.engine import engine
from rathaus.entrances.ops.backup.reading import backup_key, opened, verify
from rathaus.entrances.ops.backup.refusals import Refused
from rathaus.entrances.ops.backup.tables import differences
from rathaus.entrances.ops.backup.telling import Progress, Say
from rathaus.entrances.ops.backup.working_folder import working_folder
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import faults
from rathaus.foundation.documents import shelf
from rathaus.foundation.documents.models import StoredFile
from rathaus.participation.ideas.models import Idea
from rathaus.portal.cases.models import Case

MARK = "restoring"
"""Lies in the file store while an archive is being restored, and says which."""
_IN_MEMORY = 8 * PIECE


def restore(source: Path, say: Say) -> tuple[dict[str, Any], list[str]]:
    """Fill this house from ``source``; the archive's manifest, and every fault found afterwards. Raises Refused."""
    manifest = verify(source, say)
    _refuse_foreign(manifest)
    _refuse_full(manifest["name"])
    shelf.keep(MARK, io.BytesIO(manifest["name"].encode()))
    with working_folder() as folder:
        database = folder / DATABASE
        with opened(source) as file:
            _unpack(Reader(file, backup_key()), database, Progress("Restoring files", say))
        say("Restoring the database …")
        engine.thaw(database)
    say("Comparing …")
    found = differences(manifest["tables"], engine.tables())
    if _missing_here(manifest):
        say("The backup is of an earlier version: bringing the database up to date …")
        call_command("migrate", interactive=False, verbosity=0)
    found += faults()
    shelf.remove(MARK)
    return manifest, found


def _refuse_foreign(manifest: dict[str, Any]) -> None:
    if manifest["engine"] != engine.ENGINE:
        raise Refused(
            f"The backup is of {manifest['engine']}, this house has {engine.ENGINE}: "
            "it can only be restored into the database it came from."
        )
    known = set(MigrationLoader(None, ignore_no_migrations=True).disk_migrations)
    if newer := [f"{app}.{name}" for app, name in manifest["migrations"] if (app, name) not in known]:
        raise Refused(
            f"The backup was made by a newer Rathaus ({manifest['program']}); this one does not know {newer[0]}. "
            "Update it first."
        )


def _refuse_full(name: str) -> None:
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
    held: tuple[type[Model], ...] = (Person, Case, Idea, StoredFile)
    full = [model for model in held if model._meta.db_table in tables and model._default_manager.exists()]
    if full:
        raise Refused(
            "This house is not empty: there are people, cases, ideas or files in its database. "
            "Restore into a new database and a new DATA_DIR (or bucket)."
        )
    if any(_is_a_folder_of_ours(name) for name, _at in shelf.listing("")) and _begun() != name:
        raise Refused("The file store is not empty. Restore into a new DATA_DIR or bucket.")


def _is_a_folder_of_ours(name: str) -> bool:
    """A disk tells the folders themselves, a bucket all that is in them."""
    folder = name.partition("/")[0]
    return len(folder) == 2 or folder == "exports"


def _begun() -> str:
    """The archive whose restoring was begun here and not finished."""
    return shelf.read(MARK).decode() if shelf.has(MARK) else ""


def _missing_here(manifest: dict[str, Any]) -> bool:
    had = {tuple(one) for one in manifest["migrations"]}
    return bool(MigrationLoader(None, ignore_no_migrations=True).disk_migrations.keys() - had)


def _unpack(reader: Reader, database: Path, progress: Progress) -> None:
    for name, content in reader.members():
        if name == DATABASE:
            with database.open("wb") as file:
                file.writelines(content)
        else:
            progress.add(_put(name.removeprefix("files/"), content), 1)


def _put(place: str, content: Iterable[bytes]) -> int:
    """Keep one file once all of it has been looked at, and read it back; tells its size. Raises Refused."""
    digest, size = hashlib.sha256(), 0
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as held:
        for piece in content:
            digest.update(piece)
            size += held.write(piece)
        held.seek(0)
        shelf.keep(place, cast(BinaryIO, held))
    with shelf.take(place) as kept:
        again = hashlib.sha256()
        for piece in _pieces(kept):
            again.update(piece)
    if again.digest() != digest.digest():
        raise Refused(f"The file store did not keep {place} as it was given. Look after it, then restore again.")
    return size


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece
