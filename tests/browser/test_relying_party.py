"""Another service of the city, at an origin of its own, sends Anna here; Chromium holds forms to our policy."""

import os
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from django.conf import settings
from playwright.sync_api import Page, expect

from rathaus.integrations.demo.cast import CAST, PASSWORD
from tests.browser.axe import assert_sound

Visit = Callable[..., Page]
CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
"""That of RFC 7636, appendix B."""


class Library(BaseHTTPRequestHandler):
    """Where the library awaits her."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(b"<!doctype html><title>Bibliothek</title><h1>Bibliothek</h1>")

    def log_message(self, *args: object) -> None:
        """Nothing."""


@pytest.fixture(scope="module")
def library() -> Iterator[str]:
    server = HTTPServer(("127.0.0.1", 0), Library)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/zurueck"
    server.shutdown()


@pytest.fixture(scope="module")
def asks(house: str, house_data: Path, library: str) -> str:
    """The address to which the library sends people."""
    command = [Path(sys.executable).parent / "rathaus", "register-client", "Stadtbibliothek", library]
    own = os.environ | {"DATA_DIR": str(house_data), "PORT": str(urlsplit(house).port)}
    told = subprocess.run(
        [*command, "--scopes", "profile", "email", "address", "vertrauensniveau"],
        env=own,
        cwd=settings.ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    query = {
        "client_id": told.stdout.split("client_id=")[1].split()[0],
        "redirect_uri": library,
        "response_type": "code",
        "scope": "openid profile email",
        "state": "so-und-so",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
    }
    return f"/konto/verbinden/?{urlencode(query)}"


def sign_in(page: Page) -> None:
    page.get_by_label("E-Mail-Adresse").fill(CAST["anna"].email)
    page.get_by_label("Passwort", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Anmelden", exact=True).click()


def arrives(page: Page, library: str) -> dict[str, list[str]]:
    """She is at the library; what its address says."""
    page.wait_for_url(f"{library}**")
    expect(page.get_by_role("heading", name="Bibliothek")).to_be_visible()
    return parse_qs(urlsplit(page.url).query)


def test_she_agrees_once_and_then_comes_to_the_library_straight_from_signing_in(
    visit: Visit, library: str, asks: str
) -> None:
    page = visit()
    page.goto(f"{asks}&prompt=consent")
    sign_in(page)
    expect(page.get_by_role("heading", name="Darf „Stadtbibliothek“ das von Ihnen wissen?")).to_be_visible()
    assert_sound(page)
    page.get_by_label("Ihre E-Mail-Adresse").uncheck()
    page.get_by_role("button", name="Erlauben und weiter").click()
    told = arrives(page, library)
    assert told.keys() == {"code", "state"}
    assert told["state"] == ["so-und-so"]

    without_scripts = visit(java_script_enabled=False)
    without_scripts.goto(asks)
    sign_in(without_scripts)
    assert "code" in arrives(without_scripts, library)


def test_she_says_no(visit: Visit, library: str, asks: str) -> None:
    page = visit()
    page.goto(f"{asks}&prompt=consent")
    sign_in(page)
    page.get_by_role("button", name="Nicht erlauben").click()
    assert arrives(page, library)["error"] == ["access_denied"]


def test_the_pages_of_her_doors_and_services_are_sound(visit: Visit, library: str, asks: str) -> None:
    page = visit()
    page.goto(f"{asks}&prompt=consent")
    sign_in(page)
    page.get_by_role("button", name="Erlauben und weiter").click()
    arrives(page, library)
    for address in ("/mein/verbundene-dienste/", "/konto/zugaenge/", "/konto/verbinden/", "/konto/anmelden/fehler/"):
        page.goto(address)
        assert_sound(page)
    page.goto("/mein/verbundene-dienste/")
    page.get_by_role("link", name="Beenden : Stadtbibliothek", exact=True).click()
    assert_sound(page)
    page.get_by_role("button", name="Ja, beenden").click()
    expect(page.get_by_text("Stadtbibliothek erfährt nichts mehr von uns.")).to_be_visible()
