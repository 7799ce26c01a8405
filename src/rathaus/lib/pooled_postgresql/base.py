"""Django's PostgreSQL, but for how the pool looks at a connection before it gives it away, and for prepared queries.

To look, Django takes a round trip for each request. What has ended (the server restarted, a proxy hung up) has told its
socket so, and looking at that costs nothing; only a host that went silent needs the question, once a second.
"""

import select
import time
from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.operations import DatabaseOperations
from psycopg import Connection
from psycopg_pool import ConnectionPool

ASKED_AGAIN = 1.0
"""Seconds after which a connection is asked whatever its socket says."""


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


class _Operations(DatabaseOperations):
    def last_executed_query(self, cursor: Any, sql: str, params: Any) -> str:
        # For whoever looks on: what is prepared leaves the cursor without a text.
        return super().last_executed_query(cursor, sql, params) or self.compose_sql(sql, params)


class DatabaseWrapper(base.DatabaseWrapper):
    """What Django calls ``connection``."""

    ops_class = _Operations
    is_preparing = False
    """Set while a prepared query is asked. To plan a join of six tables takes the server longer than to answer it."""

    def get_connection_params(self) -> dict[str, Any]:
        # From the first time on. Django's usual cursor puts the values into the statement, and prepares nothing.
        return super().get_connection_params() | {"prepare_threshold": 0}

    def create_cursor(self, name: str | None = None) -> Any:
        self.connection.cursor_factory = base.ServerBindingCursor if self.is_preparing else base.Cursor
        return super().create_cursor(name)

    @property
    def pool(self) -> ConnectionPool | None:
        pool: ConnectionPool | None = super().pool
        if pool and self.settings_dict["CONN_HEALTH_CHECKS"]:
            # Django makes the pool and takes no other check; psycopg_pool keeps the one it got under this name.
            pool._check = look_at
        return pool
