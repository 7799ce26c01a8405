"""The city's content as a fixture: loaded once per run, then copied row by row into the transaction of each test."""

import pytest
from django.apps import apps
from django.core.management import call_command
from django.core.management.color import no_style
from django.db import connection, transaction

Table = tuple[str, list[str], list[tuple]]
"""Name, columns, rows."""


@pytest.fixture(scope="session")
def _loaded() -> list[Table]:
    return []


@pytest.fixture
def city(db: None, _loaded: list[Table]) -> None:
    """Offices, services, life situations and published definitions of the reference city."""
    if _loaded:
        _copy(_loaded)
        return
    empty = {name for name in _tables() if not _read(name)[2]}
    call_command("load_content", verbosity=0)
    call_command("publish_services", verbosity=0)
    _loaded.extend(table for table in map(_read, _tables()) if table[0] in empty and table[2])


def _tables() -> list[str]:
    return connection.introspection.django_table_names(only_existing=True, include_views=False)


def _read(name: str) -> Table:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(name)}")
        return name, [column[0] for column in cursor.description], cursor.fetchall()


def _copy(tables: list[Table]) -> None:
    quote = connection.ops.quote_name
    # In a test that commits, too, references hold only once everything is there.
    with transaction.atomic(), connection.cursor() as cursor:
        for name, columns, rows in tables:
            names, places = ", ".join(map(quote, columns)), ", ".join(["%s"] * len(columns))
            cursor.executemany(f"INSERT INTO {quote(name)} ({names}) VALUES ({places})", rows)
        # Rows that bring their own ids leave PostgreSQL's counters behind.
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models(include_auto_created=True)):
            cursor.execute(statement)
