"""Django's SQLite, but for when a transaction begins: with its first statement, not with the block.

SQLite has one writer at a time, and ``BEGIN IMMEDIATE`` makes one of whoever comes. What a block does before it asks
the database (read a form, seal a file and sync it) keeps nobody waiting this way. PostgreSQL's driver does the same.

A statement is put into SQLite's words once, not each time it is asked: that took as long as the answer.
"""

from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3 import base

_LONGEST = 10_000
"""Characters of a statement that is remembered in SQLite's words; longer ones hardly come twice."""


class Cursor(base.SQLiteCursorWrapper):
    """Django's, with a memory."""

    def convert_query(self, query: str, *, param_names: list[str] | None = None) -> str:
        if param_names is None and len(query) <= _LONGEST:
            return _in_its_words(query)
        return str(super().convert_query(query, param_names=param_names))


@lru_cache(maxsize=1000)
def _in_its_words(query: str) -> str:
    return str(base.FORMAT_QMARK_REGEX.sub("?", query).replace("%%", "%"))


class DatabaseWrapper(base.DatabaseWrapper):
    """What Django calls ``connection``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._begin = ""

    def _start_transaction_under_autocommit(self) -> None:
        mode = self.transaction_mode  # type: ignore[attr-defined]
        self._begin = f"BEGIN {mode or ''}"

    def create_cursor(self, name: str | None = None) -> Any:
        cursor = self.connection.cursor(factory=Cursor)
        if begin := self._begin:
            cursor.execute(begin)
            self._begin = ""
        return cursor

    def _commit(self) -> None:
        self._begin = ""
        super()._commit()  # type: ignore[misc]

    def _rollback(self) -> None:
        self._begin = ""
        super()._rollback()  # type: ignore[misc]

    def _close(self) -> None:
        self._begin = ""
        super()._close()  # type: ignore[misc]
