"""Queries whose SQL is built once in a thread: Django takes longer to build one than the database to answer it.

Only for what each page or each application asks; everywhere else the query is built where it is read.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from functools import wraps
from operator import itemgetter
from types import SimpleNamespace
from typing import Any, Generic, ParamSpec, TypeVar, cast
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.models.deletion import get_candidate_relations_to_delete
from django.db.models.query import (
    FlatValuesListIterable,
    ModelIterable,
    QuerySet,
    ValuesListIterable,
    get_related_populators,
)
from django.db.models.sql import DeleteQuery, InsertQuery, Query, UpdateQuery
from django.db.transaction import TransactionManagementError, mark_for_rollback_on_error

P = ParamSpec("P")
M = TypeVar("M", bound=models.Model)
Row = TypeVar("Row")
S = TypeVar("S")

_FIELDS: dict[type, models.Field] = {
    UUID: models.UUIDField(),
    int: models.IntegerField(),
    str: models.TextField(),
    bytes: models.BinaryField(),
    datetime: models.DateTimeField(),
    date: models.DateField(),
}
_VALUES = tuple(_FIELDS)
_AS_THEY_ARE = {int, str}
"""What every database takes without a word."""


def prepared(build: Callable[P, QuerySet[M, Row]]) -> Callable[P, list[Row]]:
    """What ``build`` finds, for the values it is called with: UUID, int, str, bytes, date or moment, by place.

    ``build`` itself is called with places for these values, and with anything else as it is, once for each number of
    values and each other thing among them, such as None; so it may ask whether a value is None, and no more of it.
    What it finds out by itself stays as it was at first: the day or the moment has to be among the values.
    Raises TypeError for a value by name, and for rows that are neither objects nor ``values_list``.
    """
    statement = _Known(lambda *places: _Question(build(*places)))  # type: ignore[call-arg]

    @wraps(build)
    def found(*values: P.args, **named: P.kwargs) -> list[Row]:
        return statement.of(values, named).rows(values)

    return found


def prepared_change(build: Callable[P, tuple[QuerySet[Any], dict[str, Any]]]) -> Callable[P, int]:
    """As ``prepared``: ``build`` gives the rows to change and what their columns get; gives how many were changed."""
    statement = _Known(lambda *places: _Change(*build(*places)))  # type: ignore[call-arg]

    @wraps(build)
    def changed(*values: P.args, **named: P.kwargs) -> int:
        return statement.of(values, named).run(values)

    return changed


def prepared_row(model: type[M]) -> Callable[[M], None]:
    """Writes a new row of ``model``, which learns its number where the database counts; a default is not read back."""
    statement = _Known(lambda *_: _NewRow(model))

    def write(row: M) -> None:
        statement.of((), {}).write(row)

    return write


def prepared_removal(model: type[models.Model]) -> Callable[[Any], None]:
    """Deletes the row of ``model`` with this key, and does to what hangs on it as CASCADE and SET_NULL say.

    To be called within a transaction: it is several statements. No signal is sent. Raises TypeError where another rule
    holds, or where more hangs on what goes with it.
    """
    statements = _Known(lambda *places: list(_removals(model, *places)))

    def remove(key: Any) -> None:
        for statement in statements.of((key,), {}):
            statement.run((key,))

    return remove


class _Known(threading.local, Generic[S]):
    """By shape, what was built in this thread."""

    def __init__(self, build: Callable[..., S]) -> None:
        self.build = build
        self.statements: dict[tuple[Any, ...], S] = {}

    def of(self, values: tuple[Any, ...], named: dict[str, Any]) -> S:
        """The statement for these values, built where it is new. Raises TypeError for a value by name."""
        if named:
            raise TypeError("Values go by their place.")
        shape = tuple(_Place if isinstance(value, _VALUES) else value for value in values)
        if shape not in self.statements:
            places = [_Place(number) if kind is _Place else kind for number, kind in enumerate(shape)]
            self.statements[shape] = self.build(*places)
        return self.statements[shape]


class _Place(models.Value):
    """Where the value with this number goes."""

    def __init__(self, number: int) -> None:
        # Nothing that Django knows a column's kind of, and not None: what stands there, nobody knows yet.
        super().__init__((number,))
        self.number = number

    def as_sql(self, *_: Any) -> tuple[str, list["_Place"]]:  # type: ignore[override]
        return "%s", [self]


class _Statement:
    """SQL with places; of one thread, as its connection is."""

    def __init__(self, query: Query, using: str) -> None:
        self._connection: Any = connections[using]
        self._compiler: Any = query.get_compiler(using)
        try:
            self._sql, self._params = self._built()
        except EmptyResultSet:
            self._sql, self._params = "", ()

    def _built(self) -> tuple[str, Any]:
        return self._compiler.as_sql()

    @contextmanager
    def _executed(self, values: list[Any]) -> Iterator[Any]:
        self._connection.is_preparing = True  # what only lib/pooled_postgresql heeds
        try:
            with self._connection.cursor() as cursor:
                cursor.execute(self._sql, values)
                yield cursor
        finally:
            self._connection.is_preparing = False

    @contextmanager
    def _written(self, values: list[Any]) -> Iterator[Any]:
        with mark_for_rollback_on_error(self._connection.alias), self._executed(values) as cursor:
            yield cursor

    def _filled(self, values: tuple[Any, ...]) -> list[Any]:
        return [self._prepared(values[param.number]) if isinstance(param, _Place) else param for param in self._params]

    def _prepared(self, value: Any) -> Any:
        if type(value) in _AS_THEY_ARE:
            return value
        field = next(field for kind, field in _FIELDS.items() if isinstance(value, kind))
        return field.get_db_prep_value(value, self._connection)


class _Question(_Statement, Generic[Row]):
    """And the way from its rows to what is asked for."""

    def __init__(self, queryset: QuerySet[Any, Row]) -> None:
        super().__init__(queryset.query, queryset.db)
        self._holds = queryset.query.select_for_update
        if not self._sql:
            return
        compiler: Any = self._compiler
        converters: Any = compiler.get_converters([column for column, *_ in compiler.select])
        self._converters = [(place, *how) for place, how in converters.items()]
        self._made = _maker(queryset, compiler)

    def rows(self, values: tuple[Any, ...]) -> list[Row]:
        if not self._sql:
            return []
        if self._holds and not self._connection.in_atomic_block:
            raise TransactionManagementError("A row can be held in a transaction only.")
        with self._executed(self._filled(values)) as cursor:
            found = cursor.fetchall()
        return [self._made(self._converted(row)) for row in found]

    def _converted(self, row: tuple[Any, ...]) -> Any:
        if not self._converters:
            return row
        columns = list(row)
        for place, converters, expression in self._converters:
            for convert in converters:
                columns[place] = convert(columns[place], expression, self._connection)
        return columns


def _maker(queryset: Any, compiler: Any) -> Callable[[Any], Any]:
    """What makes an object of a row, as the ORM's ``ModelIterable`` does, or the values asked for.

    Raises TypeError for what comes in other shapes.
    """
    if queryset._iterable_class is FlatValuesListIterable:
        return itemgetter(0)
    if queryset._iterable_class is ValuesListIterable:
        # Behind them may stand what only the order of the rows needs.
        return lambda row: tuple(row[: len(compiler.select)])
    if queryset._iterable_class is not ModelIterable or queryset._known_related_objects:
        raise TypeError(f"Not prepared: {queryset._iterable_class.__name__}, or what is reached from a row.")
    return _model_maker(compiler, queryset.db)


def _model_maker(compiler: Any, db: str) -> Callable[[Any], Any]:
    # What the ORM finds out anew for each query: which columns are the row's own, and which those of rows it names.
    model, fields = compiler.klass_info["model"], compiler.klass_info["select_fields"]
    own = slice(fields[0], fields[-1] + 1)
    names = [column.target.attname for column, *_ in compiler.select[own]]
    populators_of: Any = get_related_populators  # of which the stubs know only what the next Django takes
    populators = populators_of(compiler.klass_info, compiler.select, db)
    annotations = [*compiler.annotation_col_map.items()]

    def made(row: Any) -> Any:
        one = model.from_db(db, names, row[own])
        for populator in populators:
            populator.populate(row, one)
        for name, place in annotations:
            setattr(one, name, row[place])
        return one

    return made


class _Change(_Statement):
    """And what it changes, in one table."""

    def __init__(self, queryset: QuerySet[Any], columns: dict[str, Any]) -> None:
        query: Any = queryset.query.chain(UpdateQuery)
        query.add_update_values(columns)
        super().__init__(query, queryset.db)

    def run(self, values: tuple[Any, ...]) -> int:
        if not self._sql:
            return 0
        with self._written(self._filled(values)) as cursor:
            return cast(int, cursor.rowcount)


class _Removal(_Statement):
    """The rows that go, in one table."""

    def __init__(self, queryset: QuerySet[Any]) -> None:
        super().__init__(queryset.query.chain(DeleteQuery), queryset.db)

    def run(self, values: tuple[Any, ...]) -> None:
        with self._written(self._filled(values)):
            pass


def _removals(model: type[models.Model], key: "_Place") -> Iterator[_Change | _Removal]:
    """First what hangs on the row, then the row."""
    links: Any = get_candidate_relations_to_delete
    for link in links(model._meta):
        rows = link.related_model._base_manager.filter(**{link.field.name: key})
        if link.on_delete is models.SET_NULL:
            yield _Change(rows, {link.field.name: None})
        elif link.on_delete is models.CASCADE and not [*links(link.related_model._meta)]:
            yield _Removal(rows)
        else:
            raise TypeError(f"What hangs on {model.__name__} by {link.field} is not for a prepared removal.")
    yield _Removal(model._base_manager.filter(pk=key))


class _NewRow(_Statement):
    """One row, all of its columns but a number that the database counts, and gives back."""

    def __init__(self, model: type[models.Model]) -> None:
        self._number = model._meta.auto_field
        self._fields = [field for field in model._meta.concrete_fields if field is not self._number]
        places = {field.attname: _Place(number) for number, field in enumerate(self._fields)}
        query, row = InsertQuery(model), cast(models.Model, SimpleNamespace(**places))
        query.insert_values(self._fields, [row], raw=True)
        super().__init__(query, model._default_manager.db)

    def _built(self) -> tuple[str, Any]:
        self._compiler.returning_fields = [self._number] if self._number else None
        ((sql, params),) = self._compiler.as_sql()
        return sql, params

    def write(self, row: Any) -> None:
        values = [f.get_db_prep_save(f.pre_save(row, True), self._connection) for f in self._fields]
        with self._written([values[param.number] for param in self._params]) as cursor:
            if self._number:
                (row.pk,) = cursor.fetchone()
        row._state.adding, row._state.db = False, self._connection.alias
