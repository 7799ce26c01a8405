"""Django's PostgreSQL, but for who waits for the pool, how it looks at a connection, how a transaction begins, and
prepared queries.

To ask a connection whether it works is a round trip for each request. What has ended (the server restarted, a proxy
hung up) has told its socket so, and looking at that costs nothing; only a host that went silent needs the question,
once a second. ``BEGIN`` is no round trip of its own either: it goes with the first statement, as on SQLite
(``late_sqlite``), and not at all where there is none. And to plan a join of six tables takes the server longer than to
answer it, so that what ``prepared`` asks is planned once for each connection.
"""

import select
import time
from collections import defaultdict
from typing import Any, ClassVar, Self

from django.db.backends.postgresql import base
from django.db.backends.postgresql.operations import DatabaseOperations
from psycopg import ClientCursor, Connection, OperationalError
from psycopg_pool import ConnectionPool

from rathaus.lib.breaker import Breaker

ASKED_AGAIN = 1.0
"""Seconds after which a connection is asked whatever its socket says."""


class Away(OperationalError):
    """The database was not there a moment ago, or somebody is still waiting for it."""


def look_at(connection: Connection[Any]) -> None:
    """Return if ``connection`` works; else raise psycopg.OperationalError, and the pool takes another one."""
    now = time.monotonic()
    if now - getattr(connection, "asked_at", -ASKED_AGAIN) < ASKED_AGAIN and not _has_something_to_say(connection):
        return
    ConnectionPool.check_connection(connection)
    connection.asked_at = now  # type: ignore[attr-defined]


def _has_something_to_say(connection: Connection[Any]) -> bool:
    """Whether its socket has bytes nobody asked for, such as the server's farewell, or is closed."""
    if connection.closed:
        return True
    poll = select.poll()
    poll.register(connection.fileno(), select.POLLIN)
    return bool(poll.poll(0))


def _begins(connection: Any) -> bool:
    """Whether a transaction begins with its next statement; a new connection knows nothing of that."""
    return getattr(connection, "begins", False)


class Cursor(base.CursorMixin, ClientCursor[Any]):
    """Sends ``BEGIN`` ahead of the first statement of a transaction, in the same message."""

    def execute(self, query: Any, params: Any = None, **how: Any) -> Self:
        if not isinstance(query, str):
            self.begin()
        if not _begins(self.connection):
            return super().execute(query, params, **how)
        self.connection.begins = False  # type: ignore[attr-defined]
        super().execute(f"BEGIN; {query}", params, **how)
        self.nextset()
        return self

    def executemany(self, *args: Any, **how: Any) -> None:
        self.begin()
        super().executemany(*args, **how)

    def copy(self, *args: Any, **how: Any) -> Any:
        self.begin()
        return super().copy(*args, **how)

    def begin(self) -> None:
        """Now, if it is not done."""
        if _begins(self.connection):
            self.connection.begins = False  # type: ignore[attr-defined]
            super().execute("BEGIN")


class _Operations(DatabaseOperations):
    def last_executed_query(self, cursor: Any, sql: str, params: Any) -> str:
        # For whoever looks on: what is prepared leaves the cursor without a text.
        return super().last_executed_query(cursor, sql, params) or self.compose_sql(sql, params)


class DatabaseWrapper(base.DatabaseWrapper):
    """What Django calls ``connection``. The driver itself commits each statement; transactions are begun in words."""

    ops_class = _Operations
    is_preparing = False
    """Set while a prepared statement is run."""
    _breakers: ClassVar[dict[str, Breaker]] = defaultdict(lambda: Breaker(Away))
    """For each database, as Django has its pools."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        take = super().get_new_connection
        return self._breakers[self.alias].through(lambda: take(conn_params)) if self.pool else take(conn_params)

    def get_connection_params(self) -> dict[str, Any]:
        # What is prepared is so from the first time on. Django's usual cursor puts the values into the statement.
        return super().get_connection_params() | {"prepare_threshold": 0}

    def create_cursor(self, name: str | None = None) -> Any:
        begins = _begins(self.connection)
        # BEGIN can't go together with a planned statement: the first of a transaction is planned anew.
        self.connection.cursor_factory = base.ServerBindingCursor if self.is_preparing and not begins else Cursor
        if name and begins:
            # A cursor of the server is declared by a statement that its driver makes.
            super().create_cursor().begin()
        return super().create_cursor(name)

    def _start_transaction_under_autocommit(self) -> None:
        self.connection.begins = True

    def _set_autocommit(self, autocommit: bool) -> None:
        if not autocommit or not self.connection.autocommit:
            super()._set_autocommit(autocommit)  # type: ignore[misc]

    def _commit(self) -> None:
        self._forget_begin()
        super()._commit()  # type: ignore[misc]

    def _rollback(self) -> None:
        self._forget_begin()
        super()._rollback()  # type: ignore[misc]

    def _close(self) -> None:
        self._forget_begin()
        super()._close()  # type: ignore[misc]

    def _forget_begin(self) -> None:
        if self.connection is not None:
            self.connection.begins = False

    @property
    def pool(self) -> ConnectionPool | None:
        pool: ConnectionPool | None = super().pool
        if pool and self.settings_dict["CONN_HEALTH_CHECKS"]:
            # Django makes the pool and takes no other check; psycopg_pool keeps the one it got under this name.
            pool._check = look_at
        return pool
