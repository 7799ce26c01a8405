"""What comes of a form: the answer, and what the database is told."""

import re
from copy import deepcopy
from typing import Any
from urllib.parse import urlsplit

from django.core.cache import cache
from django.db import connection, reset_queries, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

BY_LOT = re.compile(
    r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}|\b[0-9a-f]{32,}\b|b'(?:[^'\\]|\\.)*'|X'[0-9A-F]*'|"
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.\d]*(?:\+[\d:]+)?|\b[0-9A-Z]{4}(?:-[0-9A-Z]{1,4})+\b|\b\d{9,}(?:\.\d+)?\b|"
    r"md5\$\w+\$\w+|[\w+/=:.-]{40,}|'[a-z0-9]{32}'|[\x00-\x08\x80-\x9f\ufffd].*",
    re.DOTALL,
)
"""In a statement: ids, codes, keys, sessions, times, what is sealed."""


def told(browser: Client, target: str, data: dict[str, Any]) -> tuple[int, str, list[str]]:
    """Status and target of the answer, and what the database was told to change; all of it is taken back."""
    cookies, numbers = deepcopy(browser.cookies), _numbers()
    for value in data.values():
        for file in value if isinstance(value, list) else [value]:
            if hasattr(file, "seek"):
                file.seek(0)
    cache.clear()
    # The log holds so many and no more; from a full one nothing new could be told.
    reset_queries()
    with transaction.atomic():
        with CaptureQueriesContext(connection) as asked:
            answer = browser.post(target, data)
        transaction.set_rollback(True)
    browser.cookies = cookies
    _number_from(numbers)
    written = [
        q["sql"] for q in asked if re.match(r"INSERT|UPDATE|DELETE", q["sql"]) and "django_session" not in q["sql"]
    ]
    return (
        answer.status_code,
        BY_LOT.sub("…", urlsplit(answer.get("Location", "")).path),
        [BY_LOT.sub("…", sql) for sql in written],
    )


def _numbers() -> dict[str, int | None]:
    """The last number that each sequence gave; SQLite takes them back by itself."""
    if connection.vendor == "sqlite":
        return {}
    with connection.cursor() as cursor:
        cursor.execute("SELECT format('%I.%I', schemaname, sequencename), last_value FROM pg_sequences")
        return dict(cursor.fetchall())


def _number_from(before: dict[str, int | None]) -> None:
    """Give the same numbers once more: PostgreSQL's sequences know no way back."""
    for sequence, last in _numbers().items():
        if last != before[sequence]:
            with connection.cursor() as cursor:
                known = before[sequence] is not None
                cursor.execute("SELECT setval(%s, %s, %s)", [sequence, before[sequence] or 1, known])
