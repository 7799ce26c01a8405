"""A form takes the fields it shows: whoever adds the name of every column there is changes nothing else by it.

Each form is sent twice from the same moment, as it is and with all those names; what the database is told must be the
same to the letter, but for what is drawn by lot or read off the clock.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from typing import Any
from urllib.parse import urljoin, urlsplit

import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from rathaus.participation.ideas.models import Idea, Visibility
from tests.markup import Form, Markup
from tests.security.filling import filled
from tests.security.visitors import visitors
from tests.walk.table import ROLES, expected, path_of
from tests.walk.town import Town

PLAIN = {
    "text": "Ein Text.",
    "textarea": "Ein längerer Text.",
    "email": "neu@rathaus.example",
    "url": "https://a.example/",
}
GUESSED = {
    *("is_staff", "is_superuser", "is_admin", "role", "roles", "level", "trust_level", "owner", "author", "status"),
    *("by", "as", "tenant", "approved", "verified", "groups", "user", "user_id", "id", "pk", "_method", "score"),
}
BY_LOT = re.compile(
    r"[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}|\b[0-9a-f]{32,}\b|b'(?:[^'\\]|\\.)*'|X'[0-9A-F]*'|"
    r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d[.\d]*(?:\+[\d:]+)?|\b[0-9A-Z]{4}(?:-[0-9A-Z]{1,4})+\b|\b\d{9,}(?:\.\d+)?\b|"
    r"md5\$\w+\$\w+|[\w+/=:.-]{40,}|'[a-z0-9]{32}'|[\x00-\x08\x80-\x9f\ufffd].*",
    re.DOTALL,
)
"""In a statement: ids, codes, keys, sessions, times, what is sealed."""


@pytest.mark.timeout(900)
def test_names_of_columns_added_to_any_form_change_nothing_more(town: Town, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.RATE_LIMITS = False
    paths = {address: path_of(address, town.real(address)) for address in expected()}
    tried = 0
    for role in ROLES:
        for address, path in paths.items():
            if role in visitors(address):
                for form, target in _forms(town.browsers[role], path):
                    tried += 1
                    plain, more = _both(town.browsers[role], form, target)
                    assert more == plain, (role, target)
    assert tried > 150


def test_a_program_adds_nothing_to_its_idea_either(city: None, client: Client) -> None:
    sent = {"title": "Ein Brunnen", "text": "Am Bahnhof.", "field": "infrastruktur"}
    more = dict.fromkeys(_columns() - {"district", "place", "author_name"}, "1")
    made_up = more | {"visibility": "public", "state": "umgesetzt", "supports": 999, "is_example": True, "number": 7777}
    answer = client.post(
        "/api/v1/ideas", made_up | sent, content_type="application/json", headers={"Idempotency-Key": "made-up-1"}
    )
    assert answer.status_code == 201
    idea = Idea.objects.get()
    assert (idea.visibility, idea.supports, idea.is_example) == (Visibility.WAITING, 0, False)
    assert idea.number != 7777
    assert idea.state != "umgesetzt"


def _forms(browser: Client, path: str) -> Iterator[tuple[Form, str]]:
    answer = browser.get(path)
    if answer.headers.get("Content-Type", "").startswith("text/html"):
        for form in Markup(answer.content.decode()).forms:
            if form.method == "post":
                yield form, urljoin(path, form.action) if form.action else path


def _both(browser: Client, form: Form, target: str) -> tuple[Any, Any]:
    """What the form does as it is, and with all the names."""
    data = filled(form, 0, free_only=True)
    data |= {control.name: PLAIN[control.kind] for control in form.controls if control.kind in PLAIN}
    shown = {control.name for control in form.controls} | {button.name for button in form.buttons}
    made_up = dict.fromkeys((_columns() | GUESSED) - shown, "1")
    return _told(browser, target, data), _told(browser, target, made_up | data)


def _told(browser: Client, target: str, data: dict[str, Any]) -> tuple[int, str, list[str]]:
    """Status and target of the answer, and what the database was told to change; all of it is taken back."""
    cookies, numbers = deepcopy(browser.cookies), _numbers()
    for file in data.values():
        if hasattr(file, "seek"):
            file.seek(0)
    cache.clear()
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


def _columns() -> set[str]:
    """Names of all columns of ours, with and without ``_id``."""
    fields = [column for model in apps.get_models() if _is_ours(model) for column in model._meta.fields]
    return {name for column in fields for name in (column.name, column.attname)}


def _is_ours(model: type) -> bool:
    return model.__module__.startswith("rathaus.")
