"""A connection from the pool is seldom asked whether it works, begins late, and keeps plans of prepared queries."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from psycopg import ClientCursor, Connection, OperationalError
from psycopg.pq import TransactionStatus
from psycopg_pool import ConnectionPool

from rathaus.lib.pooled_postgresql.base import ASKED_AGAIN, look_at
from rathaus.lib.prepared import prepared

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="the pool is of PostgreSQL alone"),
]


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[Connection[Any]]:
    """The connections that were asked whether they work."""
    found: list[Connection[Any]] = []
    ask = ConnectionPool.check_connection
    monkeypatch.setattr(ConnectionPool, "check_connection", lambda one: (found.append(one), ask(one)))
    return found


@pytest.fixture
def pool() -> ConnectionPool:
    assert connection.pool
    return connection.pool


@pytest.fixture
def one(pool: ConnectionPool) -> Iterator[Connection[Any]]:
    """A connection that was given away once."""
    given = pool.getconn()
    look_at(given)
    yield given
    pool.putconn(given)


def end(one: Connection[Any]) -> None:
    """The server hangs up, as when it restarts."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s)", [one.info.backend_pid])
    time.sleep(0.2)


def test_the_pool_looks_this_way(pool: ConnectionPool) -> None:
    assert pool._check is look_at


def test_soon_after_nobody_is_asked(one: Connection[Any], asked: list[Connection[Any]]) -> None:
    look_at(one)
    assert asked == []


def test_a_second_later_it_is_asked(one: Connection[Any], asked: list[Connection[Any]]) -> None:
    one.asked_at -= ASKED_AGAIN  # type: ignore[attr-defined]
    look_at(one)
    look_at(one)
    assert asked == [one]


def test_one_that_the_server_has_ended_is_noticed_at_once_and_ever_after(one: Connection[Any]) -> None:
    end(one)
    with pytest.raises(OperationalError):
        look_at(one)
    with pytest.raises(OperationalError):
        look_at(one)


def test_the_pool_gives_another_for_one_that_has_ended(pool: ConnectionPool) -> None:
    first = pool.getconn()
    look_at(first)
    end(first)
    pool.putconn(first)
    with pool.connection() as other:
        assert other.execute("SELECT 1").fetchone() == (1,)


@pytest.fixture
def messages(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What goes to the server, a message each; ``COMMIT`` and ``ROLLBACK`` are the driver's own."""
    sent: list[str] = []
    send = ClientCursor.execute

    def noted(cursor: Any, query: Any, *args: Any, **how: Any) -> Any:
        sent.append(str(query))
        return send(cursor, query, *args, **how)

    monkeypatch.setattr(ClientCursor, "execute", noted)
    return sent


def ask(statement: str = "SELECT 1") -> Any:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return cursor.fetchone()[0]


def is_under_way() -> bool:
    return connection.connection.info.transaction_status == TransactionStatus.INTRANS


@pytest.mark.django_db(transaction=True)
def test_a_transaction_begins_with_its_first_statement_and_in_the_same_message(messages: list[str]) -> None:
    ask()
    messages.clear()
    with transaction.atomic():
        assert not is_under_way()
        assert [ask("SELECT 2"), ask("SELECT 3")] == [2, 3]
        assert is_under_way()
    assert not is_under_way()
    assert messages == ["BEGIN; SELECT 2", "SELECT 3"]


@pytest.mark.django_db(transaction=True)
def test_one_without_a_statement_sends_nothing_and_leaves_nothing(messages: list[str]) -> None:
    ask()
    messages.clear()
    with transaction.atomic():
        pass
    assert messages == []
    ask()
    assert messages == ["SELECT 1"]
    assert not is_under_way()


def write(name: str) -> None:
    Session.objects.create(session_key=name, session_data="", expire_date=timezone.now())


@transaction.atomic
def write_in_vain(name: str) -> None:
    write(name)
    raise RuntimeError


@pytest.mark.django_db(transaction=True)
def test_what_was_begun_so_is_undone_as_a_whole() -> None:
    with pytest.raises(RuntimeError):
        write_in_vain("anna")
    with transaction.atomic():
        with pytest.raises(RuntimeError):
            write_in_vain("bert")
        write("cem")
    assert list(Session.objects.values_list("pk", flat=True)) == ["cem"]


@pytest.mark.django_db(transaction=True)
def test_a_first_statement_that_fails_is_undone_and_the_next_transaction_is_well() -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        ask("SELECT 1 / 0")
    assert not is_under_way()
    with transaction.atomic():
        assert ask() == 1


def ask_many() -> None:
    with connection.cursor() as cursor:
        cursor.executemany("SELECT %s", [[1], [2]])


def copy() -> None:
    with connection.cursor() as cursor, cursor.copy("COPY django_session TO STDOUT") as rows:
        assert list(rows) == []


def look_through() -> None:
    """With a cursor of the server."""
    assert list(Session.objects.iterator(chunk_size=1)) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", [ask_many, copy, look_through])
def test_other_ways_to_ask_begin_it_too(way: Callable[[], None]) -> None:
    with transaction.atomic():
        way()
        assert is_under_way()
    assert not is_under_way()


@pytest.mark.django_db(transaction=True)
def test_the_server_prepares_what_is_prepared_and_nothing_else() -> None:
    def named(name: str) -> Any:
        return Session.objects.filter(session_key=name).values_list("expire_date")

    ask = prepared(named)
    assert [ask("anna"), ask("bert"), list(named("cem"))] == [[], [], []]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT generic_plans + custom_plans FROM pg_prepared_statements WHERE statement LIKE %s",
            ['SELECT "django_session"."expire_date" %'],
        )
        assert cursor.fetchall() == [(2,)]


def test_what_is_prepared_can_be_read_by_whoever_looks_on() -> None:
    @prepared
    def ask(name: str) -> Any:
        return Session.objects.filter(session_key=name)

    with CaptureQueriesContext(connection) as queries:
        ask("anna"), ask("anna")
    assert all("'anna'" in query["sql"] for query in queries.captured_queries)
