"""Whoever asks too often is told so, in plain words and with how long to wait."""

from collections.abc import Callable

import pytest
from django.conf import settings as house
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from rathaus.foundation.accounts import limits
from rathaus.portal.applications.request_limit import UPLOAD
from tests.clock import Travel
from tests.journeys.examples import BY_GUESTS, as_sent_by_programs
from tests.visitor import upload

pytestmark = [
    pytest.mark.usefixtures("city"),
    pytest.mark.skipif(not house.RATE_LIMITS, reason="limits are off"),
]
FAR = 400
"""More than any limit."""
GUEST = "0b4cf1a2-guest"
PAGES = {
    "registering": ("/konto/anlegen/", {}),
    "signing in": ("/konto/anmelden/", {"login": "x@rathaus.example", "password": "x"}),
    "a new password": ("/konto/passwort/vergessen/", {"email": "x@rathaus.example"}),
    "the status of a case": ("/status/", {"reference": "x", "code": "x"}),
    "a code for later": ("/antrag/fortsetzen/", {"code": "x"}),
    "a code from the counter": ("/antrag/weiter/", {}),
    "a place in a workshop": ("/workshops/platz/", {"number": "x", "code": "x"}),
}
NOTHING = {"answers": {}, "confirmed": True}
PROGRAMS = {
    "an application": lambda client: _posted(client, "/api/v1/services/hund-anmelden/applications", NOTHING),
    "an idea": lambda client: _posted(client, "/api/v1/ideas", {"title": "abc", "text": "abc", "field": "x"}),
    "the status by a wrong code": lambda client: client.get(
        "/api/v1/applications/7K4M-2Q9X-E", headers={"Authorization": "Bearer falsch"}
    ),
}

SEARCHES = ["/suche/?q=hund", "/suche/vorschlaege/?q=hun", "/ideen/?q=rad", "/ideen/aehnliche/?text=Radwege"]
SEARCHES_BY_PROGRAMS = ["/api/v1/search?q=hund", "/api/v1/ideas?q=rad", "/api/v1/ideas/similar?text=Radwege"]


@pytest.mark.parametrize(("path", "data"), PAGES.values(), ids=PAGES)
def test_a_form_sent_too_often_says_how_long_to_wait(client: Client, path: str, data: dict[str, str]) -> None:
    refused = _until_refused(lambda: client.post(path, data))
    assert int(refused.headers["Retry-After"]) >= 60
    assert "<h1" in refused.content.decode()


@pytest.mark.parametrize("ask", PROGRAMS.values(), ids=PROGRAMS)
def test_a_program_that_asks_too_often_learns_it_in_json(client: Client, ask: Callable[[Client], HttpResponse]) -> None:
    refused = _until_refused(lambda: ask(client))
    assert int(refused.headers["Retry-After"]) >= 60
    assert refused.json()["status"] == 429


def test_who_knows_her_code_may_ask_for_the_status_as_often_as_she_likes(client: Client, travel_to: Travel) -> None:
    one = BY_GUESTS[0]
    travel_to(one.today)
    sent = {"answers": as_sent_by_programs(one.answers), "confirmed": True}
    receipt = _posted(client, f"/api/v1/services/{one.service}/applications", sent).json()
    path, right = f"/api/v1/applications/{receipt['reference']}", receipt["status_code"]
    asked = {client.get(path, headers={"Authorization": f"Bearer {right}"}).status_code for _ in range(40)}
    assert asked == {200}


@pytest.mark.parametrize("path", [*SEARCHES, *SEARCHES_BY_PROGRAMS])
def test_searching_without_end_makes_a_pause_that_costs_no_row(
    client: Client, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    monkeypatch.setattr(limits, "MOST_LOOKS", 3)
    refused = _until_refused(lambda: client.get(path))
    assert refused.headers["Retry-After"] == "60"
    assert "in einer Minute" in refused.content.decode()
    assert path in SEARCHES or refused.json()["status"] == 429
    with CaptureQueriesContext(connection) as asked:
        assert client.get(path, REMOTE_ADDR="10.1.1.1").status_code == 200
    assert [query["sql"] for query in asked if not query["sql"].startswith("SELECT")] == []


@pytest.mark.parametrize("path", ["/ideen/", "/ideen/?q=&feld=mobilitaet", "/api/v1/ideas", "/api/v1/ideas?q="])
def test_whoever_asks_for_no_words_has_not_searched(client: Client, monkeypatch: pytest.MonkeyPatch, path: str) -> None:
    monkeypatch.setattr(limits, "MOST_LOOKS", 0)
    assert client.get(path).status_code == 200


def test_all_addresses_of_one_line_are_one(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_LOOKS", 3)
    line = (f"2001:db8:0:7::{number:x}" for number in range(1, FAR))
    _until_refused(lambda: client.get("/suche/?q=hund", REMOTE_ADDR=next(line)))
    assert client.get("/suche/?q=hund", REMOTE_ADDR="2001:db8:0:8::1").status_code == 200


def test_the_schema_says_which_searches_may_be_refused(client: Client) -> None:
    paths = client.get("/api/v1/openapi.json").json()["paths"]
    for path in SEARCHES_BY_PROGRAMS:
        assert "429" in paths[path.partition("?")[0]]["get"]["responses"]


def test_uploads_are_counted_wherever_they_go_and_small_forms_are_not(
    client: Client, anna_client: Client, settings: Settings
) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"upload": "3/h/ip"}
    refused = _until_refused(lambda: client.post("/ideen/neu/", _large()))
    assert "sehr viele Dateien" in refused.content.decode()
    assert refused.headers["Retry-After"] == "3600"
    assert client.post("/status/", _large()).status_code == 429
    assert client.post("/ideen/neu/", {"title": "x" * 1000}).status_code == 422
    assert anna_client.post("/status/", _large()).status_code != 429


def _large() -> dict[str, object]:
    return {"file": upload("a.pdf", b"x" * UPLOAD)}


def _until_refused(ask: Callable[[], HttpResponse]) -> HttpResponse:
    return next(answer for answer in (ask() for _ in range(FAR)) if answer.status_code == 429)


def _posted(client: Client, path: str, body: dict[str, object]) -> HttpResponse:
    return client.post(path, body, content_type="application/json", headers={"Idempotency-Key": GUEST})
