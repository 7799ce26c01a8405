"""The library: another service of the city, whose program is npm's openid-client."""

import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import StringIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings
from pytest_django.live_server_helper import LiveServer

from rathaus.foundation.accounts.actions import learn
from rathaus.foundation.accounts.models import Person
from tests.peers.nodes import Program, running

BACK = "https://bibliothek.example/zurueck"
EVERYTHING = ["profile", "address", "email", "vertrauensniveau"]


@dataclass
class Library:
    """Its program, and the browser of somebody who uses it."""

    program: Program
    client_id: str
    secret: str
    issuer: str
    browser: Client

    def sends(self, scope: str = "openid profile", **more: Any) -> HttpResponse:
        """It sends her to us."""
        address = self.program.ask("begin", scope=scope, **more)["ok"]
        return self.browser.get(address.removeprefix(self.issuer))

    def hears(self, page: HttpResponse) -> dict[str, Any]:
        """What we tell it in the address to which ``page`` sends her."""
        return {name: values[0] for name, values in parse_qs(urlsplit(onward(page)).query).items()}

    def finishes(self, page: HttpResponse, **more: Any) -> dict[str, Any]:
        """It exchanges the code."""
        return self.program.ask("finish", address=onward(page), **more)

    def signs_in(self, *scopes: str) -> dict[str, Any]:
        """The whole way; she agrees to all."""
        page = self.sends(" ".join(["openid", *scopes]))
        if "Refresh" not in page.headers:
            page = says(self.browser, page, scopes)
        answer = self.finishes(page)
        assert "ok" in answer, answer
        told: dict[str, Any] = answer["ok"]
        return told


def onward(page: HttpResponse) -> str:
    """Where a page sends her."""
    assert "Refresh" in page.headers or "Location" in page.headers, page.content.decode()
    return page.headers.get("Refresh", "").removeprefix("0;url=") or page.headers["Location"]


def says(browser: Client, page: HttpResponse, scopes: Any, verb: str = "agree") -> HttpResponse:
    """She answers the question on ``page``."""
    question = re.search(r'name="question" value="([^"]+)"', page.content.decode())
    assert question, page.content.decode()
    answer = {"question": html.unescape(question[1]), "scopes": list(scopes), verb: ""}
    return browser.post("/konto/verbinden/antwort/", answer)


def registered(name: str = "Stadtbibliothek", *uris: str, scopes: list[str] | None = None) -> dict[str, str]:
    """What ``rathaus register-client`` prints."""
    out = StringIO()
    call_command(
        "register_client", name, *(uris or [BACK]), scopes=EVERYTHING if scopes is None else scopes, stdout=out
    )
    return dict(line.split("=", 1) for line in out.getvalue().splitlines())


@pytest.fixture
def nora(live_server: LiveServer) -> Person:
    """A citizen of whom BundID has told us."""
    nora = Person.objects.create_user("nora@rathaus.example", name="Nora Nacht")
    told = {
        "given_name": "Nora",
        "family_name": "Nacht",
        "street": "Dellplatz 3",
        "postcode": "47051",
        "town": "Duisburg",
    }
    learn(nora, told, origin="bundid", level=2, by=nora)
    nora.emailaddress_set.create(email=nora.email, verified=True, primary=True)  # type: ignore[attr-defined]
    return nora


@pytest.fixture
def open_service(live_server: LiveServer, settings: Settings, nora: Person) -> Iterator[Callable[..., Library]]:
    """``open_service("Stadtbibliothek")``: registered and running; Nora is signed in in her browser."""
    settings.PUBLIC_ADDRESS = live_server.url
    services = []

    def start(name: str = "Stadtbibliothek", secret: str = "") -> Library:
        words = registered(name)
        secret = secret or words["client_secret"]
        service = running("service.mjs", live_server.url, words["client_id"], secret, BACK)
        services.append(service)
        browser = Client()
        browser.force_login(nora)
        return Library(service.__enter__(), words["client_id"], secret, live_server.url, browser)

    yield start
    for service in services:
        service.__exit__(None, None, None)


@pytest.fixture
def library(open_service: Callable[..., Library]) -> Library:
    return open_service()
