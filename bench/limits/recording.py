"""Finds out which rows a request leaves, by comparing all tables before and after it."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import connection, models

from bench.limits.by_hand import Identity, Statement, Transaction
from rathaus.foundation.documents.models import StoredFile

_UNCHANGED = {"catalogue", "offices", "contenttypes", "auth", "ops"} | {
    *("ideas", "workshops", "rooms", "committee", "projects"),
}
"""Apps whose tables no application writes to."""
Row = tuple[Any, ...]


class Table:
    """A model's table: its columns, and which of them must be new in each application."""

    def __init__(self, model: type[models.Model]) -> None:
        self.model = model
        self.name = model._meta.db_table
        self.fields = {str(field.column): field for field in model._meta.concrete_fields}
        self.columns = list(self.fields)
        self.key = self.columns.index(str(model._meta.pk.column))

    def rows(self) -> dict[Any, Row]:
        """All rows as the database gives them, by primary key."""
        columns = ", ".join(map(connection.ops.quote_name, self.columns))
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {columns} FROM {connection.ops.quote_name(self.name)}")
            return {row[self.key]: row for row in cursor.fetchall()}

    def identities(self, row: Row, known: set[Identity]) -> dict[int, Identity]:
        """Which values of a row are new in each application; those of rows that were there before stay."""
        found = {}
        for place, (field, value) in enumerate(zip(self.fields.values(), row, strict=True)):
            if value is not None and (identity := _identity(field, value)) in known:
                found[place] = identity
        return found

    def own_identities(self, row: Row) -> Iterator[Identity]:
        """What a new row brings into the world: its primary key, and what must be unique."""
        for field, value in zip(self.fields.values(), row, strict=True):
            if value is not None and field.unique and not field.remote_field:
                yield _identity(field, value)


def _identity(field: Any, value: Any) -> Identity:
    while field.remote_field:
        field = field.target_field
    kind = "uuid" if isinstance(field, models.UUIDField) else "number" if isinstance(value, int) else "word"
    return kind, f"{field.model._meta.db_table}.{field.column}", str(value)


class Recorder:
    """Notes what changed since it was asked last."""

    def __init__(self) -> None:
        relevant = [m for m in apps.get_models(include_auto_created=True) if m._meta.app_label not in _UNCHANGED]
        self.tables = [Table(model) for model in relevant if model._meta.managed]
        self.known: set[Identity] = set()
        self.before = self._all_rows()

    def changes(self) -> Transaction:
        """What was written meanwhile, as one transaction."""
        now, found = self._all_rows(), Transaction()
        for table in self.tables:
            self._learn(table, now[table.name])
        for table in self.tables:
            was, rows = self.before[table.name], now[table.name]
            found.statements += [self._insert(table, rows[key]) for key in rows.keys() - was.keys()]
            found.statements += [
                self._update(table, rows[key]) for key in rows.keys() & was.keys() if rows[key] != was[key]
            ]
            found.statements += [self._delete(table, was[key]) for key in was.keys() - rows.keys()]
            if table.model is StoredFile:
                found.files += [StoredFile.objects.get(pk=key).path.stat().st_size for key in rows.keys() - was.keys()]
        self.before = now
        return found

    def _all_rows(self) -> dict[str, dict[Any, Row]]:
        return {table.name: table.rows() for table in self.tables}

    def _learn(self, table: Table, rows: dict[Any, Row]) -> None:
        for key in rows.keys() - self.before[table.name].keys():
            self.known.update(table.own_identities(rows[key]))

    def _insert(self, table: Table, row: Row) -> Statement:
        places = ", ".join([_placeholder()] * len(row))
        sql = f'INSERT INTO "{table.name}" ({_quoted(table.columns)}) VALUES ({places})'
        return Statement(sql, _plain(row), table.identities(row, self.known))

    def _update(self, table: Table, row: Row) -> Statement:
        settings = ", ".join(f'"{column}" = {_placeholder()}' for column in table.columns)
        sql = f'UPDATE "{table.name}" SET {settings} WHERE "{table.columns[table.key]}" = {_placeholder()}'
        identities = table.identities(row, self.known)
        if table.key in identities:
            identities[len(row)] = identities[table.key]
        return Statement(sql, [*_plain(row), row[table.key]], identities)

    def _delete(self, table: Table, row: Row) -> Statement:
        sql = f'DELETE FROM "{table.name}" WHERE "{table.columns[table.key]}" = {_placeholder()}'
        identities = table.identities(row, self.known)
        return Statement(sql, [row[table.key]], {0: identities[table.key]} if table.key in identities else {})


def _placeholder() -> str:
    return "%s" if connection.vendor == "postgresql" else "?"


def _quoted(columns: list[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)


def _plain(row: Row) -> list[Any]:
    """Values that can be sent to another process."""
    return [bytes(value) if isinstance(value, memoryview) else value for value in row]
