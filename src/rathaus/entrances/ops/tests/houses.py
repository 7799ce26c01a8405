"""Whole houses for tests: each a folder and a database of its own, worked in by processes of their own."""

import contextlib
import os
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote, urlsplit, urlunsplit

import pytest
from django.conf import settings
from django.db import connection

from rathaus.foundation.documents.tests.stores import KEYS

KEY = "backup-key-of-a-test-0123456789abcdef"


@dataclass
class House:
    """Where it lies, and how to run a command of it."""

    folder: Path
    database: str = ""
    """Its DATABASE_URL; empty for SQLite."""
    files: str = ""
    """Its RATHAUS_FILES; empty for its folder."""

    @property
    def environment(self) -> dict[str, str]:
        ours = {"DATA_DIR": str(self.folder), "DATABASE_URL": self.database, "RATHAUS_BACKUP_KEY": KEY}
        store = {
            "RATHAUS_FILES": self.files,
            "RATHAUS_FILES_KEY_ID": KEYS["key_id"],
            "RATHAUS_FILES_SECRET": KEYS["secret"],
        }
        return os.environ | ours | store | {"RATHAUS_VAULT_KEY": settings.VAULT_KEY, "RATHAUS_MODE": "demo"}

    def start(self, *words: str) -> "subprocess.Popen[str]":
        """A Python program of this house: ``-m``, its name, its words."""
        pipe = subprocess.PIPE
        command = [sys.executable, *words]
        return subprocess.Popen(command, env=self.environment, stdin=pipe, stdout=pipe, stderr=pipe, text=True)

    def python(self, code: str) -> str:
        """What a few lines of Python print in this house; Django is ready."""
        whole = "import django; django.setup()\n" + code
        settings = {"DJANGO_SETTINGS_MODULE": "rathaus.config.settings"}
        command = [sys.executable, "-c", whole]
        return subprocess.run(
            command, env=self.environment | settings, capture_output=True, text=True, check=True
        ).stdout

    def rathaus(self, *words: str, **settings: str) -> "subprocess.CompletedProcess[str]":
        command = [sys.executable, "-m", "rathaus.config.manage", *words]
        return subprocess.run(command, env=self.environment | settings, capture_output=True, text=True, check=False)


@pytest.fixture
def house(db: None, tmp_path: Path) -> House:
    """A house with what stands in the test's database, to be asked for after the fixtures that put it there."""
    first = House(tmp_path / "one")
    first.folder.mkdir()
    if connection.vendor == "postgresql":
        first.database = _address(str(connection.settings_dict["NAME"]))
        return first
    connection.ensure_connection()
    with contextlib.closing(sqlite3.connect(first.folder / "rathaus.sqlite3")) as file:
        connection.connection.backup(file)
    return first


@pytest.fixture
def empty_house(db: None, tmp_path: Path) -> Iterator[House]:
    """Another one, with nothing in it."""
    second = House(tmp_path / "two")
    second.folder.mkdir()
    if connection.vendor != "postgresql":
        yield second
        return
    name = f"{connection.settings_dict['NAME']}_second"
    with connection.cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
    second.database = _address(name)
    yield second
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


def _address(name: str) -> str:
    parts = urlsplit(os.environ["DATABASE_URL"])
    return urlunsplit(parts._replace(path=f"/{quote(name)}"))
