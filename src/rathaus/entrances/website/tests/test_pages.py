"""The city's own pages, and what a visitor sees when something is wrong."""

from pathlib import Path

import pytest
from django.conf import LazySettings
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
