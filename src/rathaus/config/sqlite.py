"""Puts a sound SQLite in place of the interpreter's own, before Django loads it."""

import sys

import pysqlite3

SOUND_SINCE = (3, 51, 3)
"""Earlier versions can lose commits in WAL mode with two connections (the "WAL-reset" fault)."""


class UnsoundSQLite(RuntimeError):
    """The SQLite at hand can lose acknowledged commits."""


def install() -> None:
    """Make ``import sqlite3`` give the bundled library; raises UnsoundSQLite if even that is too old."""
    version = tuple(int(part) for part in pysqlite3.sqlite_version.split("."))
    if version < SOUND_SINCE:
        wanted = ".".join(map(str, SOUND_SINCE))
        raise UnsoundSQLite(
            f"SQLite {pysqlite3.sqlite_version} can lose commits; Rathaus needs {wanted} or newer. "
            "Install the locked dependencies again (make install)."
        )
    for name in ("sqlite3", "sqlite3.dbapi2"):
        sys.modules[name] = sys.modules["pysqlite3" + name.removeprefix("sqlite3")]
