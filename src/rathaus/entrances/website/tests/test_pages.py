"""The city's own pages, and what a visitor sees when something is wrong."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, NoReturn

import pytest
from django.conf import LazySettings
from django.db import OperationalError, connection
from django.test import Client

from rathaus.entrances.website.articles import Malformed, read_article
from rathaus.entrances.website.errors import server_error

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["/", "/mitmachen/", "/aktuelles/", "/gestaltung/", "/impressum/", "/datenschutz/", "/barrierefreiheit/"]
)
@pytest.mark.parametrize("language", ["de", "en"])
def test_every_page_of_the_city_opens_with_one_heading(client: Client, address: str, language: str) -> None:
    client.cookies["sprache"] = language
    response = client.get(address)
    assert response.status_code == 200
    assert response.content.decode().count("<h1") == 1
    assert f'<html lang="{language}">' in response.content.decode()


def test_the_start_page_asks_one_question_and_needs_few_queries(client: Client, django_assert_max_num_queries) -> None:
    with django_assert_max_num_queries(3):
        response = client.get("/")
    assert "Was möchten Sie erledigen?" in response.content.decode()


def test_a_missing_page_says_so_and_shows_the_way_on(client: Client) -> None:
    response = client.get("/gibt-es-nicht/")
    assert response.status_code == 404
    assert "Diese Seite gibt es nicht" in response.content.decode()
    assert "0203 94000" in response.content.decode()


def test_a_form_that_was_open_too_long_is_explained(settings: LazySettings) -> None:
    strict = Client(enforce_csrf_checks=True)
    response = strict.post("/konto/anmelden/", {"login": "a@b.example", "password": "x"})
    assert response.status_code == 403
    assert "zu lange offen" in response.content.decode()


def test_the_page_for_our_own_fault_needs_neither_database_nor_person(rf) -> None:
    response = server_error(rf.get("/"))
    assert response.status_code == 500
    assert "Der Fehler liegt bei uns" in response.content.decode()


def _failing(error: Exception) -> Callable[..., NoReturn]:
    """Instead of every query."""

    def fail(*_query: Any) -> NoReturn:
        raise error

    return fail


def test_while_the_database_is_away_a_form_may_be_sent_again_later(city: None) -> None:
    visitor = Client(raise_request_exception=False)
    with connection.execute_wrapper(_failing(OperationalError("server closed the connection unexpectedly"))):
        response = visitor.post("/status/", {"reference": "7K4M-2Q9X-E", "code": "Q7RM-31ZT-9KHD"})
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "30"
    assert "gerade nicht erreichbar" in response.content.decode()
    assert "Traceback" not in response.content.decode()


@pytest.mark.parametrize(("name", "status"), [("SQLITE_FULL", 503), ("SQLITE_BUSY", 503), ("SQLITE_ERROR", 500)])
def test_what_is_wrong_with_our_own_question_is_no_outage(city: None, name: str, status: int) -> None:
    error, reason = OperationalError(name), Exception(name)
    reason.sqlite_errorname = name  # type: ignore[attr-defined]
    error.__cause__ = reason
    visitor = Client(raise_request_exception=False)
    with connection.execute_wrapper(_failing(error)):
        assert visitor.get("/ideen/").status_code == status


def test_pages_for_everyone_carry_the_safety_headers(client: Client) -> None:
    headers = client.get("/impressum/").headers
    assert "default-src 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"


@pytest.mark.parametrize("content", ["no head", "+++\ntitle = \n+++\ntext", "+++\nsummary = 'x'\n+++\ntext"])
def test_a_malformed_article_is_named(tmp_path: Path, content: str) -> None:
    file = tmp_path / "meldung.md"
    file.write_text(content)
    with pytest.raises(Malformed, match=r"meldung\.md"):
        read_article(file)
