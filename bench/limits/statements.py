"""The SQL that a page costs, noted so that a limit can do the same."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection


class Statements:
    """Reading statements with their parameters, in order."""

    def __init__(self) -> None:
        self.noted: list[tuple[str, list[Any]]] = []

    def __call__(self, execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if sql.startswith("SELECT"):
            self.noted.append((sql, list(params or [])))
        return execute(sql, params, many, context)

    def as_json(self) -> str:
        return json.dumps(self.noted, default=str)


@contextmanager
def noted() -> Iterator[Statements]:
    """What is read while this holds."""
    statements = Statements()
    with connection.execute_wrapper(statements):
        yield statements
