"""Whether the database is there, new enough, up to date, and keeps what it has acknowledged."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.checks import CheckMessage, Error, Info, Warning, register
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor

from rathaus.lib.hosts import is_this_machine

OLDEST = 15
"""PostgreSQL's version."""


@register("rathaus", deploy=True)
def the_database_is_sound(**_: Any) -> list[CheckMessage]:
    if connection.vendor == "sqlite":
        said = "DATABASE_URL is not set: SQLite in DATA_DIR carries a small town on one machine."
        hint = "For more than one machine: DATABASE_URL=postgresql://user:password@host:5432/name"
        return [Info(said, hint=hint, id="rathaus.sqlite")]
    try:
        return [*_version(), *_durability(), *_way()]
    except DatabaseError as error:
        return [_away(error)]


@register("rathaus", deploy=True)
def the_database_is_up_to_date(**_: Any) -> list[CheckMessage]:
    try:
        executor = MigrationExecutor(connection)
        missing = len(executor.migration_plan(executor.loader.graph.leaf_nodes()))
    except DatabaseError as error:
        return [_away(error)] if connection.vendor == "sqlite" else []
    said = f"The database lacks {missing} migrations of this version."
    return [Error(said, hint="rathaus prepare", id="rathaus.migrations")] if missing else []


@register("rathaus", deploy=True)
def the_database_was_no_demo(**_: Any) -> list[CheckMessage]:
    try:
        cast = get_user_model().objects.filter(email__in=settings.DEMO_ADDRESSES).count()
    except DatabaseError:
        return []
    if not cast or not settings.PRODUCTION:
        return []
    said = f"DATABASE_URL: {cast} accounts in this database are the demo's, with desks and roles."
    hint = "Begin with an empty database: what the demo left in it is invented."
    return [Error(said, hint=hint, id="rathaus.database_of_demo")]


def _away(error: DatabaseError) -> CheckMessage:
    # What it says may repeat the password.
    said = f"The database does not answer ({type(error).__name__})."
    return Error(said, hint="Is DATABASE_URL right, and does the server run?", id="rathaus.no_database")


def _version() -> Iterator[CheckMessage]:
    with connection.cursor() as cursor:
        cursor.execute("SHOW server_version_num")
        version = int(cursor.fetchone()[0]) // 10_000
    if version < OLDEST:
        yield Error(f"DATABASE_URL: PostgreSQL {version} is too old; {OLDEST} or newer.", id="rathaus.old_postgresql")


def _durability() -> Iterator[CheckMessage]:
    """A receipt promises that what was sent is stored."""
    for name in ("fsync", "full_page_writes", "synchronous_commit"):
        with connection.cursor() as cursor:
            cursor.execute(f"SHOW {name}")
            value = cursor.fetchone()[0]
        if value == "off":
            said = f"PostgreSQL runs with {name}=off: what people were told is stored may be lost."
            yield Error(said, hint=f"Set {name}=on in postgresql.conf.", id="rathaus.not_durable")


def _way() -> Iterator[CheckMessage]:
    chosen = settings.DATABASES["default"]
    safe = chosen["OPTIONS"].get("sslmode") in {"require", "verify-ca", "verify-full"}
    host = chosen["HOST"]
    # A path is that of a socket.
    if host and not host.startswith("/") and not is_this_machine(host) and not safe:
        said = "DATABASE_URL leads to another machine and does not insist on TLS."
        yield Warning(said, hint="Put ?sslmode=verify-full or ?sslmode=require behind it.", id="rathaus.open_database")
