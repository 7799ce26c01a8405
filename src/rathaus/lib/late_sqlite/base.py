"""Django's SQLite, but for when a transaction begins: with its first statement, not with the block.

SQLite has one writer at a time, and ``BEGIN IMMEDIATE`` makes one of whoever comes. What a block does before it asks
the database (read a form, seal a file and sync it) keeps nobody waiting this way. PostgreSQL's driver does the same.
"""

from typing import Any

from django.db.backends.sqlite3 import base


class DatabaseWrapper(base.DatabaseWrapper):
    """What Django calls ``connection``."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._begin = ""

    def _start_transaction_under_autocommit(self) -> None:
        mode = self.transaction_mode  # type: ignore[attr-defined]
        self._begin = f"BEGIN {mode or ''}"

    def create_cursor(self, name: str | None = None) -> Any:
        cursor = super().create_cursor(name)
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
