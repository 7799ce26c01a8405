"""A connection from the pool works, is not asked about it before each request, and keeps plans of prepared queries."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from psycopg import Connection, OperationalError
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
