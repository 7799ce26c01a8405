"""Acts that break off in the middle: one of the statements by which they change the database fails."""

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db import OperationalError, connection

_WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "?(\w+)')
OF_VISITS = {"django_session"}
"""A session remembers what the house told its visitor, this error too; it is saved when the act is over."""


@dataclass
class Statements:
    """The ``written`` ones of an act, each by its table. Number ``fails`` fails, counted from 1."""

    fails: int = 0
    written: list[str] = field(default_factory=list)

    @property
    def failed(self) -> bool:
        return 0 < self.fails <= len(self.written)

    def __call__(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
        found = _WRITES.match(sql)
        if found and found[1] not in OF_VISITS:
            self.written.append(found[1])
            if len(self.written) == self.fails:
                # Within a transaction it has run, and is to be taken back; one that stands alone never came through.
                if connection.in_atomic_block:
                    execute(sql, params, many, context)
                raise OperationalError("The database is gone.")
        return execute(sql, params, many, context)


@contextmanager
def failing(number: int) -> Iterator[Statements]:
    """The ``number``-th writing statement fails, none with 0."""
    statements = Statements(number)
    with connection.execute_wrapper(statements):
        yield statements
