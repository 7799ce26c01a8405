"""Puts a sound SQLite in place of the interpreter's own, before Django loads it."""

import sys

import pysqlite3

SOUND_SINCE = (3, 51, 3)
"""Earlier versions can lose commits in WAL mode with two connections (the "WAL-reset" fault,
https://www.sqlite.org/wal.html#walresetbug)."""
BACK_PORTS = [(3, 50, 7), (3, 44, 6)]
"""Branches in which it was mended, too, and since when."""


def install() -> None:
    """Make ``import sqlite3`` give the bundled library."""
    for name in ("sqlite3", "sqlite3.dbapi2"):
        sys.modules[name] = sys.modules["pysqlite3" + name.removeprefix("sqlite3")]


def is_sound(version: str) -> bool:
    """Whether this SQLite loses no acknowledged commit."""
    number = tuple(int(part) for part in version.split("."))
    return number >= SOUND_SINCE or any(number[:2] == port[:2] and number >= port for port in BACK_PORTS)


def complaint() -> str:
    """What is wrong with the SQLite at hand; empty if nothing is."""
    if is_sound(pysqlite3.sqlite_version):
        return ""
    wanted = ".".join(map(str, SOUND_SINCE))
    return (
        f"SQLite {pysqlite3.sqlite_version} can lose commits; Rathaus needs {wanted} or newer. "
        "Install the locked dependencies again (make install)"
    )
