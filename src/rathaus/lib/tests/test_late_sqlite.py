"""A transaction begins with its first statement: until then others write, from then on nobody else does."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import OperationalError, connections, transaction

from rathaus.lib.late_sqlite.base import _in_its_words

NAMES = ("one", "other")


@pytest.fixture(autouse=True)
def _two(tmp_path: Path, django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Two connections to one file with an empty table."""
    for name in NAMES:
        connections.databases[name] = connections.databases["default"] | {
            "ENGINE": "rathaus.lib.late_sqlite",
            "NAME": tmp_path / "file.sqlite3",
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 0.1, "init_command": "PRAGMA journal_mode=WAL"},
        }
    with django_db_blocker.unblock():
        connections["one"].cursor().execute("CREATE TABLE words (word TEXT)")
        yield
    for name in NAMES:
        connections[name].close()
        del connections[name], connections.databases[name]


def write(name: str, word: str) -> None:
    with connections[name].cursor() as cursor:
        cursor.execute("INSERT INTO words VALUES (%s)", [word])


def words(name: str) -> list[str]:
    with connections[name].cursor() as cursor:
        return [word for (word,) in cursor.execute("SELECT word FROM words ORDER BY word").fetchall()]


@contextmanager
def both() -> Iterator[None]:
    """The one is in a transaction, whose first statement comes from inside."""
    with transaction.atomic(using="one"):
        yield


def spoil(*said: str) -> None:
    with both():
        for word in said:
            write("one", word)
        raise ZeroDivisionError


def test_before_the_first_statement_others_write() -> None:
    with both():
        write("other", "a")
        write("one", "b")
    assert words("other") == ["a", "b"]


def test_after_it_nobody_else_does_and_all_is_seen_as_it_was() -> None:
    with both():
        assert words("one") == []
        with pytest.raises(OperationalError, match="locked"):
            write("other", "a")
        write("one", "b")
        assert words("other") == []
    assert words("other") == ["b"]


def test_what_fails_is_undone_and_the_next_block_begins_anew() -> None:
    with pytest.raises(ZeroDivisionError):
        spoil("a")
    with pytest.raises(ZeroDivisionError):
        spoil()
    with both():
        pass
    write("other", "b")
    write("one", "c")
    assert words("one") == ["b", "c"]


def test_a_block_inside_can_be_undone_alone() -> None:
    with both():
        with pytest.raises(ZeroDivisionError):
            spoil("a")
        with both():
            write("one", "b")
    assert words("other") == ["b"]


def test_who_finds_the_door_closed_is_told_and_may_come_again() -> None:
    with transaction.atomic(using="other"):
        write("other", "a")
        with pytest.raises(OperationalError, match="locked"), both():
            write("one", "b")
    with both():
        write("one", "b")
    assert words("one") == ["a", "b"]


def test_places_and_signs_arrive_however_often_and_however_long() -> None:
    for filling in ("", " " * 20_000):
        for number in (1, 2):
            with connections["one"].cursor() as cursor:
                cursor.execute(f"SELECT %s, '100 %%', '%%s',{filling} %s", [number, "ü"])
                assert cursor.fetchall() == [(number, "100 %", "%s", "ü")]
                cursor.execute("SELECT %(wanted)s", {"wanted": number})
                assert cursor.fetchone() == (number,)


def test_a_statement_is_put_into_its_words_once() -> None:
    asked, before = "SELECT %s, 'only here'", _in_its_words.cache_info()
    for number in range(3):
        with connections["one"].cursor() as cursor:
            cursor.execute(asked, [number])
    after = _in_its_words.cache_info()
    assert (after.misses - before.misses, after.hits - before.hits) == (1, 2)
