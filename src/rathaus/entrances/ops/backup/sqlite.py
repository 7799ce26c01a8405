"""SQLite: a copy by its online backup interface, in one step. Everyone goes on working, and it is of one moment."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from django.db import connection

from rathaus.entrances.ops.backup.refusals import Refused
from rathaus.entrances.ops.backup.tables import Tables, content_of

ENGINE = "SQLite"


@contextmanager
def frozen(folder: Path) -> Iterator["Copy"]:
    """The database of this moment, in a file in ``folder``."""
    file = folder / "database.sqlite3"
    with closing(sqlite3.connect(file)) as copy:
        connection.ensure_connection()
        connection.connection.backup(copy)
        # Alone in its file, nothing beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
        yield Copy(file, copy)


class Copy:
    """What stands in it."""

    def __init__(self, file: Path, database: sqlite3.Connection) -> None:
        self.file, self._database = file, database

    def ask(self, sql: str) -> Iterator[tuple[Any, ...]]:
        return self._database.execute(sql)

    def tables(self) -> Tables:
        return _tables(self._database)


def thaw(file: Path) -> None:
    """Put the copy in place of the whole database, in one transaction: whoever has it open sees the new one."""
    with closing(sqlite3.connect(file)) as copy:
        if [row[0] for row in copy.execute("PRAGMA integrity_check")] != ["ok"]:
            raise Refused("The database in the archive is damaged.")
        connection.ensure_connection()
        copy.backup(connection.connection)


def tables() -> Tables:
    """Of the database in force."""
    # Not Django's own connection: it changes values on their way.
    with closing(sqlite3.connect(connection.settings_dict["NAME"])) as database:
        return _tables(database)


def _tables(database: sqlite3.Connection) -> Tables:
    names = database.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite#_%' ESCAPE '#'"
    )
    with closing(database.cursor()) as cursor:
        return {
            name: content_of(repr(tuple(row)).encode() for row in cursor.execute(f'SELECT * FROM "{name}"'))  # noqa: S608
            for (name,) in names.fetchall()
        }
