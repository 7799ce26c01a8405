"""Many at once."""

import sqlite3
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

CROWD = 16


@pytest.fixture
def at_once(transactional_db: None, tmp_path: Path) -> Iterator[Callable[[Callable[[int], Any], int], list[Any]]]:
    """Call it with an act and a number: what the act gave each time, done by sixteen at once. It is told which time."""

    def done(act: Callable[[int], Any], times: int) -> list[Any]:
        def one(time: int) -> Any:
            try:
                return act(time)
            finally:
                connection.close()

        with ThreadPoolExecutor(CROWD) as crowd:
            return list(crowd.map(one, range(times)))

    with in_a_file(tmp_path / "crowd.sqlite3") if connection.vendor == "sqlite" else connection.cursor():
        yield done


@contextmanager
def in_a_file(file: Path) -> Iterator[None]:
    """As in a running house: SQLite in memory doesn't wait for a lock but refuses, and those who ask again starve."""
    in_memory, memory = connection.connection, connection.settings_dict["NAME"]
    with sqlite3.connect(file) as copy:
        in_memory.backup(copy)
    copy.close()
    connection.connection, connection.settings_dict["NAME"] = None, str(file)
    try:
        yield
    finally:
        connection.close()
        connection.connection, connection.settings_dict["NAME"] = in_memory, memory
