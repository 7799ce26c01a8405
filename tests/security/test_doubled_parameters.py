"""What stands twice, or in the address and in the form, makes nobody somebody else."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from rathaus.foundation.accounts.tests.visiting import PASSWORD, SIGN_IN, citizen
from tests.markup import Markup
from tests.security.acts import offered
from tests.security.scenes import SCENES
from tests.security.told import told
from tests.security.visitors import visitors
from tests.walk.table import ROLES, expected, path_of
from tests.walk.town import Town

pytestmark = pytest.mark.django_db
ANOTHER = "zz"
SEVERAL = {"da", "people", "nominations"}
"""Fields that take several values."""
FORM = "application/x-www-form-urlencoded"


def test_what_stands_in_the_address_is_no_form(client: Client) -> None:
    anna = citizen()
    right = urlencode({"login": anna.email, "password": PASSWORD})
    wrong = urlencode({"login": anna.email, "password": "falsch und geheim"})
    client.post(f"{SIGN_IN}?{right}", wrong, content_type=FORM)
    assert "_auth_user_id" not in client.session
    client.post(f"{SIGN_IN}?{right}", "", content_type=FORM)
    assert "_auth_user_id" not in client.session


def test_of_two_the_last_counts_everywhere(client: Client) -> None:
    anna, bernd = citizen(), citizen("bernd")
    both = urlencode([("login", anna.email), ("login", bernd.email), ("password", "x"), ("password", PASSWORD)])
    client.post(SIGN_IN, both, content_type=FORM)
    assert client.session["_auth_user_id"] == str(bernd.pk)


@pytest.mark.parametrize(
    "doubled",
    [[("next", "https://evil.example/"), ("next", "/mein/")], [("next", "/mein/"), ("next", "//evil.example")]],
)
def test_of_two_ways_on_none_leads_out_of_the_house(client: Client, doubled: list[tuple[str, str]]) -> None:
    form = [("login", citizen().email), ("password", PASSWORD), *doubled]
    answer = client.post(f"{SIGN_IN}?{urlencode(doubled)}", urlencode(form), content_type=FORM)
    assert answer.headers["Location"] == "/mein/"


@pytest.mark.timeout(900)
def test_of_two_values_in_any_form_the_last_counts(town: Town, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.RATE_LIMITS = False
    acts = [act for act in offered(town, SCENES[0]) if act.headers is None]
    assert len(acts) > 200
    written = 0
    for act in acts:
        browser = town.browsers[act.role]
        plain = told(browser, act.target, act.data)
        written += len(plain[2])
        assert told(browser, act.target, doubled(act.data)) == plain, (act.role, act.target)
    assert written > 500


@pytest.mark.timeout(900)
def test_of_two_values_in_any_address_the_last_counts(town: Town, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.RATE_LIMITS = False
    tried = set()
    for role in ROLES:
        for address in expected():
            if role in visitors(address):
                for path, asked in _asked(town.browsers[role], path_of(address, town.real(address))):
                    if (known := (address, *sorted(asked))) not in tried:
                        tried.add(known)
                        _assert_same(town.browsers[role], path, asked)
    assert len(tried) > 60


def doubled(data: dict[str, Any]) -> dict[str, Any]:
    """Another value before each; files, and what is sent several times by nature, stay."""
    values = {name: value if isinstance(value, list) else [value] for name, value in data.items()}
    return {
        name: given if len(given) > 1 or name in SEVERAL or hasattr(given[0], "read") else [ANOTHER, *given]
        for name, given in values.items()
    }


def _asked(browser: Client, path: str) -> Iterator[tuple[str, dict[str, str]]]:
    """What links and forms of a page ask by a query: the path, and names with values."""
    answer = browser.get(path)
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return
    page = Markup(answer.content.decode())
    for link in page.links:
        parts = urlsplit(urljoin(path, link.href))
        if parts.query and not parts.netloc:
            yield parts.path, dict(parse_qsl(parts.query))
    for form in page.forms:
        if form.method == "get":
            yield urljoin(path, form.action or path), {control.name: "Hund" for control in form.controls}


def _assert_same(browser: Client, path: str, asked: dict[str, str]) -> None:
    plain = browser.get(f"{path}?{urlencode(asked)}")
    twice = browser.get(
        f"{path}?{urlencode([pair for name, value in asked.items() for pair in ((name, ANOTHER), (name, value))])}"
    )
    assert twice.status_code == plain.status_code < 500, (path, asked)
    assert _words(twice) == _words(plain), (path, asked)


def _words(answer: HttpResponse) -> str:
    return Markup(b"".join(answer).decode()).text if "html" in answer.headers["Content-Type"] else ""
