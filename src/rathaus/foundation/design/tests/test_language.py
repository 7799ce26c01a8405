"""German, unless a visitor chose otherwise."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def test_the_browser_does_not_choose(client: Client) -> None:
    response = client.get("/impressum/", headers={"accept-language": "en"})
    assert response.headers["Content-Language"] == "de"


def test_a_choice_is_kept_in_a_cookie_and_leads_back_to_the_same_page(client: Client) -> None:
    response = client.get("/aktuelles/?a=1&sprache=en")
    assert (response.status_code, response.headers["Location"]) == (302, "/aktuelles/?a=1")
    assert client.get("/aktuelles/").headers["Content-Language"] == "en"


def test_a_choice_never_leads_to_another_house(client: Client) -> None:
    assert client.get("/?sprache=en", PATH_INFO="//evil.example/").headers["Location"] == "/evil.example/"


def test_an_unknown_language_is_ignored(client: Client) -> None:
    client.cookies["sprache"] = "xx'<"
    assert client.get("/impressum/?sprache=xx").headers["Content-Language"] == "de"
