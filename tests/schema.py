"""Migrates the database of tests once for each state of the migrations, and copies it from then on.

Two hundred migrations take longer than most runs of a few tests. On PostgreSQL nothing is copied: its server is new
with each run.
"""

import hashlib
import os
import sqlite3
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.commands import migrate
from django.db import connections

ROOT = Path(__file__).resolve().parent.parent
_MIGRATE = migrate.Command


class FromCopy(_MIGRATE):
    """``migrate`` for an empty SQLite database: pours in the copy of this state; where there is none, makes one."""

    def handle(self, *args: Any, **options: Any) -> None:
        connection = connections[options["database"]]
        whole = not (options["app_label"] or options["plan"] or options["fake"] or options["check_unapplied"])
        if connection.vendor != "sqlite" or not whole or connection.introspection.table_names():
            super().handle(*args, **options)
            return
        copy = _copy()
        connection.ensure_connection()
        if copy.exists():
            _pour(sqlite3.connect(copy), connection.connection)
            return
        super().handle(*args, **options)
        draft = copy.with_suffix(f".{os.getpid()}")
        _pour(connection.connection, target := sqlite3.connect(draft))
        target.close()
        draft.rename(copy)


def copy_migrated() -> None:
    """From now on ``migrate`` copies."""
    migrate.Command = FromCopy


def _pour(source: Any, target: Any) -> None:
    source.backup(target)


def _copy() -> Path:
    folder = Path(tempfile.gettempdir()) / f"rathaus-tests-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder / f"{_state()}.sqlite3"


def _state() -> str:
    """A fingerprint of what an empty, migrated database comes from; it holds a key wrapped under the house's own."""
    digest = hashlib.sha256(settings.VAULT_KEY.encode() + (ROOT / "uv.lock").read_bytes())
    for file in sorted((ROOT / "src").glob("**/migrations/*.py")):
        digest.update(f"{file.relative_to(ROOT)}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:24]
