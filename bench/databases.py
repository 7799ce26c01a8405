"""The databases to measure on: SQLite, and a PostgreSQL that syncs every commit as one in production does."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg
import pysqlite3 as sqlite3
from django.db import connection
from psycopg import sql

from scripts import postgresql

NAMES = ("sqlite", "postgresql")
_HOUSE = "house"


@contextmanager
def empty_database(name: str) -> Iterator[str]:
    """The ``DATABASE_URL`` of an empty database on a running server; none for SQLite. Raises postgresql.Missing."""
    if name == "sqlite":
        yield ""
        return
    with postgresql.server(durable=True) as url:
        _create(url, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(_HOUSE)))
        yield _at(url, _HOUSE)


def copy(url: str, folder: Path, name: str = "copy") -> str:
    """A copy of the house's database, which nobody must have open: the limit works there. Its URL, or its file."""
    if not url:
        file = folder / f"{name}.sqlite3"
        file.write_bytes((folder / "rathaus.sqlite3").read_bytes())
        return str(file)
    names = map(sql.Identifier, (name, _HOUSE))
    _create(_at(url, "postgres"), sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*names))
    return _at(url, name)


def let_go() -> None:
    """Close every connection of this process to the house's database: only then it can be copied."""
    database: Any = connection  # the pool is PostgreSQL's alone
    database.close()
    if database.vendor == "postgresql":
        database.close_pool()


def settle() -> None:
    """As the database is minutes after so much was written: rows are counted, and PostgreSQL's caretaker has swept."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)" if connection.vendor == "postgresql" else "ANALYZE")


def connect(place: str) -> Any:
    """A plain connection to what ``copy`` gave, set as the house sets its own; the caller begins transactions."""
    if place.startswith("postgresql:"):
        return psycopg.connect(place, autocommit=True)
    opened = sqlite3.connect(place, timeout=20, isolation_level=None)
    opened.executescript("PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;")
    return opened


def version(url: str) -> str:
    """``SQLite 3.53.0``, ``PostgreSQL 15.14``."""
    if not url:
        return f"SQLite {sqlite3.sqlite_version}"
    with psycopg.connect(url) as opened:
        number = opened.info.server_version
    return f"PostgreSQL {number // 10000}.{number % 10000}"


def _create(url: str, statement: sql.Composed) -> None:
    with psycopg.connect(url, autocommit=True) as opened:
        opened.execute(statement)


def _at(url: str, database: str) -> str:
    return f"{url.rpartition('/')[0]}/{database}"
