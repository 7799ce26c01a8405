"""Queries whose SQL is built once in a thread: Django takes longer to build one than the database to answer it.

Only for what each page or each application asks; everywhere else the query is built where it is read.
"""

import threading
from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from typing import Any, Generic, ParamSpec, TypeVar
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connections, models
from django.db.models.query import QuerySet
from django.db.transaction import TransactionManagementError

P = ParamSpec("P")
M = TypeVar("M", bound=models.Model)
Row = TypeVar("Row")

_FIELDS: dict[type, models.Field] = {
    UUID: models.UUIDField(),
    int: models.IntegerField(),
    str: models.TextField(),
    datetime: models.DateTimeField(),
    date: models.DateField(),
}
_VALUES = tuple(_FIELDS)


def prepared(build: Callable[P, QuerySet[M, Row]]) -> Callable[P, list[Row]]:
    """What ``build`` finds, for the values it is called with: UUID, int, str, date or moment, by place.

    ``build`` itself is called with places for these values, and with anything else as it is, once for each number of
    values and each other thing among them, such as None; so it may ask whether a value is None, and no more of it.
    Raises TypeError for a value by name.
    """
    known: _Known[Row] = _Known()

    @wraps(build)
    def found(*values: P.args, **named: P.kwargs) -> list[Row]:
        if named:
            raise TypeError("Values go by their place.")
        shape = tuple(_Place if isinstance(value, _VALUES) else value for value in values)
        statements = known.statements
        if shape not in statements:
            places = [_Place(number) if kind is _Place else kind for number, kind in enumerate(shape)]
            statements[shape] = _Statement(build(*places))  # type: ignore[call-arg, arg-type]
        return statements[shape].rows(values)

    return found


class _Known(threading.local, Generic[Row]):
    """By shape, what was built in this thread."""

    def __init__(self) -> None:
        self.statements: dict[tuple[Any, ...], _Statement[Row]] = {}


class _Place(models.Value):
    """Where the value with this number goes."""

    def __init__(self, number: int) -> None:
        super().__init__(None)
        self.number = number

    def as_sql(self, *_: Any) -> tuple[str, list["_Place"]]:  # type: ignore[override]
        return "%s", [self]


class _Statement(Generic[Row]):
    """SQL with places, and the way from its rows to what is asked for; of one thread, as its connection is."""

    def __init__(self, queryset: QuerySet[Any, Row]) -> None:
        self._queryset = queryset
        self._connection: Any = connections[queryset.db]
        self._compiler = compiler = queryset.query.get_compiler(queryset.db)
        try:
            self._sql, self._params = compiler.as_sql()
        except EmptyResultSet:
            self._sql, self._params = "", ()
            return
        converters = compiler.get_converters([column for column, *_ in compiler.select])
        compiler.get_converters = lambda _: converters
        # What the ORM's own way to rows asks for is this compiler, which needs to build nothing any more.
        queryset.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]

    def rows(self, values: tuple[Any, ...]) -> list[Row]:
        if not self._sql:
            return []
        if self._queryset.query.select_for_update and not self._connection.in_atomic_block:
            raise TransactionManagementError("A row can be held in a transaction only.")
        params = [self._filled(param, values) for param in self._params]
        self._compiler.as_sql = lambda: (self._sql, params)
        queryset: Any = self._queryset
        self._connection.is_preparing = True  # what only lib/pooled_postgresql heeds
        try:
            return list(queryset._iterable_class(queryset))
        finally:
            self._connection.is_preparing = False

    def _filled(self, param: Any, values: tuple[Any, ...]) -> Any:
        if not isinstance(param, _Place):
            return param
        value = values[param.number]
        field = next(field for kind, field in _FIELDS.items() if isinstance(value, kind))
        return field.get_db_prep_value(value, self._connection)
