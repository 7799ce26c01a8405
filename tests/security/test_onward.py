"""Wherever a page leads on to what the address names, it stays in this house."""

from urllib.parse import quote, urlsplit

import pytest
from django.test import Client

from rathaus.foundation.accounts.models import Person
from rathaus.integrations.demo.cast import PASSWORD
from tests.walk.table import expected, path_of
from tests.walk.test_methods import ANY

EVIL = "angriff.example"
ELSEWHERE = [
    f"//{EVIL}",
    f"///{EVIL}",
    f"////{EVIL}/%2f..",
    f"/\\{EVIL}",
    f"\\\\{EVIL}",
    f"https:{EVIL}",
    f"https:/{EVIL}",
    f"https://{EVIL}",
    f"HTTPS://{EVIL}",
    f"http:///{EVIL}",
    f"%2f%2f{EVIL}",
    f"/%2f{EVIL}",
    f"/%5c{EVIL}",
    f"/\t/{EVIL}",
    f"\t//{EVIL}",
    f"/\n/{EVIL}",
    f"/\r\n/{EVIL}",
    f" //{EVIL}",
    f"//testserver@{EVIL}",
    f"https://testserver.{EVIL}",
    f"https://{EVIL}#testserver",
    f"https://{EVIL}\\.testserver",
    f"//{EVIL}\u2028",
    "//\u3002angriff。example",
    "//angriff%E3%80%82example",
    "javascript:alert(1)",
    "jAvAsCrIpT://%0aalert(1)",
    "\x01javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "https://testserver:80@angriff.example",
]
A_FEW = ELSEWHERE[0], ELSEWHERE[3], ELSEWHERE[7], "javascript:alert(1)"
PARAMETERS = (
    "next",
    "zurueck",
    "url",
    "redirect",
    "redirect_uri",
    "return",
    "RelayState",
    "continue",
    "from",
    "onward",
)


@pytest.fixture
def owner(anna: Person) -> Person:
    anna.set_password(PASSWORD)
    anna.save()
    return anna


@pytest.mark.parametrize("target", ELSEWHERE)
def test_coming_and_going_lead_nowhere_else(owner: Person, target: str) -> None:
    browser = Client()
    come = browser.post(
        f"/konto/anmelden/?next={quote(target)}", {"login": owner.email, "password": PASSWORD, "next": target}
    )
    _assert_here(come, target)
    assert come.status_code == 302
    again = browser.post(f"/konto/bestaetigen/?next={quote(target)}", {"password": PASSWORD, "next": target})
    _assert_here(again, target)
    _assert_here(browser.post(f"/konto/abmelden/?next={quote(target)}", {"next": target}), target)


@pytest.mark.parametrize("target", ELSEWHERE)
def test_choosing_a_language_leads_nowhere_else(client: Client, db: None, target: str) -> None:
    for path in (target, f"/{target}", f"/ideen/?next={quote(target)}"):
        spelled = quote(path, safe="/:?=%\\")
        if spelled.startswith("/"):
            answer = client.generic("GET", spelled, QUERY_STRING="sprache=en")
            _assert_here(answer, path)


def test_no_page_leads_to_what_its_address_names(city: None, client: Client, anna_client: Client) -> None:
    for target in A_FEW:
        query = "&".join(f"{name}={quote(target)}" for name in PARAMETERS)
        for address in expected():
            if address.startswith(("/konto/", "/mein/", "/antrag/", "/demo/", "/benachrichtigungen/", "/ideen/neu")):
                for browser in (client, anna_client):
                    _assert_here(browser.get(f"{path_of(address, ANY)}?{query}"), address)


def _assert_here(answer: object, what: str) -> None:
    """A browser would stay: it takes a backslash for a slash, and leaves out tabs and line breaks."""
    for name in ("Location", "Refresh", "HX-Redirect", "HX-Location", "Content-Location"):
        raw = answer.headers.get(name, "").partition("url=")[2] or answer.headers.get(name, "")  # type: ignore[attr-defined]
        target = raw.translate({9: None, 10: None, 13: None}).strip().replace("\\", "/")
        assert not target.startswith("//"), (what, name, raw)
        parts = urlsplit(target)
        assert parts.scheme in ("", "http", "https"), (what, name, raw)
        assert parts.hostname in (None, "testserver", "localhost"), (what, name, raw)
    body = b"".join(answer).decode("utf-8", "replace")  # type: ignore[call-overload]
    for spelled in ('href="//', 'href="/\\', f'href="https://{EVIL}', 'action="//', 'href="javascript:'):
        assert spelled not in body, (what, spelled)
