"""A form takes the fields it shows: whoever adds the name of every column there is changes nothing else by it.

Each form is sent twice from the same moment, as it is and with all those names; what the database is told must be the
same to the letter, but for what is drawn by lot or read off the clock.
"""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

import pytest
from django.apps import apps
from django.test import Client
from pytest_django import Settings

from rathaus.participation.ideas.models import Idea, Visibility
from tests.markup import Form, Markup
from tests.security.filling import filled
from tests.security.told import told
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
    return told(browser, target, data), told(browser, target, made_up | data)


def _columns() -> set[str]:
    """Names of all columns of ours, with and without ``_id``."""
    fields = [column for model in apps.get_models() if _is_ours(model) for column in model._meta.fields]
    return {name for column in fields for name in (column.name, column.attname)}


def _is_ours(model: type) -> bool:
    return model.__module__.startswith("rathaus.")
