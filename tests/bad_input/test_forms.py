"""Every form of the house, filled with everything."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from rathaus.foundation.accounts.models import Person
from rathaus.integrations.demo.cast import PASSWORD
from rathaus.portal.cases.models import Case
from tests.bad_input.texts import AWKWARD, CONTROLS, LINES
from tests.visitor import Visitor
from tests.walk.fingerprint import fingerprint

FINE = {200, 302, 400, 404, 409, 422, 429}
STRANGERS = {
    "/konto/anmelden/": ("login", "password", "remember", "next"),
    "/konto/anlegen/": ("name", "email", "password1", "next"),
    "/konto/passwort/vergessen/": ("email", "next"),
    "/status/": ("reference", "code"),
    "/antrag/fortsetzen/": ("code",),
    "/antrag/hund-anmelden/": ("begin",),
    "/demo/anmelden/": ("first",),
}
CITIZENS = {
    "/mein/daten/": ("name",),
    "/mein/postfach/{thread}/": ("text", "once"),
    "/konto/e-mail/": ("email", "action_add"),
    "/konto/bestaetigen/": ("password", "next"),
}
CLERKS = {
    "/arbeitsplatz/suche/": ("q",),
    "/arbeitsplatz/uebernehmen/": ("nur", "vorgang", "liste", "leistung"),
    "/arbeitsplatz/zuweisen/": ("an", "vorgang", "nur", "liste"),
    "/arbeitsplatz/vorgang/{reference}/fragen/": ("text", "needs_answer", "deadline", "revision", "_insert"),
    "/arbeitsplatz/vorgang/{reference}/notiz/": ("text", "revision"),
    "/arbeitsplatz/vorgang/{reference}/weitergeben/": ("to", "revision"),
    "/arbeitsplatz/vorgang/{reference}/entscheiden/": ("choice", "text", "_step", "revision", "_insert"),
    "/arbeitsplatz/vorgang/{reference}/freigeben/": ("revision",),
}
QUERIES = [
    "/?sprache={}",
    "/suche/?q={}",
    "/suche/?q=hund&art={}&nach={}&genau={}",
    "/suche/vorschlaege/?q={}",
    "/leistungen/?nach={}&buchstabe={}",
    "/leistungen/{}/",
    "/dienststellen/{}/",
    "/lebenslagen/{}/",
    "/aktuelles/{}/",
    "/antrag/{}/",
    "/antrag/hund-anmelden/{}/",
    "/status/{}/",
    "/konto/anmelden/?next={}",
    "/demo/?x={}",
]
CITIZENS_QUERIES = [
    "/mein/vorgaenge/?nach={}",
    "/mein/vorgaenge/{}/",
    "/mein/postfach/?q={}&nach={}",
    "/mein/postfach/?q={}",
]
CLERKS_QUERIES = [
    "/arbeitsplatz/?liste={}&leistung={}&nach={}",
    "/arbeitsplatz/?liste=neu&nach={}",
    "/arbeitsplatz/?liste=erledigt&nach={}",
    "/arbeitsplatz/?leistung={}",
    "/arbeitsplatz/vorgang/{}/",
    "/arbeitsplatz/vorgang/{}/fragen/",
    "/arbeitsplatz/vorgang/{reference}/naechster/?liste={}&leistung={}",
]
TEAMS_QUERIES = [
    "/arbeitsplatz/ideen/?nach={}",
    "/arbeitsplatz/ideen/?liste=faellig&nach={}",
    "/arbeitsplatz/ideen/?liste=meldungen&nach={}",
    "/arbeitsplatz/ideen/?liste={}&q={}",
    "/arbeitsplatz/ideen/protokoll/?nach={}",
    "/arbeitsplatz/ideen/{}/",
    "/arbeitsplatz/projekte/?nach={}",
    "/arbeitsplatz/lenkungskreis/?nach={}",
    "/arbeitsplatz/lenkungskreis/dossiers/?nach={}",
]
IN_ADDRESSES = [
    "%00",
    "%ff%fe",
    "x%00y",
    "%0d%0aSet-Cookie:x",
    "%2e%2e%2f%2e%2e",
    "9" * 400,
    "9" * 20,
    "9" * 20 + "_1",
    "0001-01-01T00:00:00%2B14:00_1",
    "9999-12-31T23:59:59-14:00_1",
    "0001-01-01_1",
    "ä%20ß",
    "%",
    "'",
    "{{7*7}}",
]


@pytest.mark.parametrize(("path", "fields"), STRANGERS.items(), ids=str)
def test_strangers_forms_take_anything_that_is_typed(
    city: None, client: Client, path: str, fields: tuple[str, ...]
) -> None:
    _fill(client, path, fields)


def test_a_citizens_forms_take_anything_that_is_typed(case: Case, anna: Person) -> None:
    anna.set_password(PASSWORD)
    anna.save()
    anna_client = Visitor(anna).client
    for path, fields in CITIZENS.items():
        _fill(anna_client, path.format(thread=case.thread_id), fields)


def test_a_clerks_forms_take_anything_that_is_typed(case: Case, clara_client: Client) -> None:
    for path, fields in CLERKS.items():
        _fill(clara_client, path.format(reference=case.reference), fields)


def test_no_address_breaks_a_page(
    case: Case, client: Client, anna_client: Client, clara_client: Client, lena_client: Client
) -> None:
    before = fingerprint()
    asked = {client: QUERIES, anna_client: CITIZENS_QUERIES, clara_client: CLERKS_QUERIES, lena_client: TEAMS_QUERIES}
    for browser, paths in asked.items():
        for path in paths:
            for text in IN_ADDRESSES:
                address = path.replace("{reference}", case.reference).replace("{}", text)
                assert browser.get(address).status_code in FINE, address
    assert fingerprint() == before


@pytest.mark.parametrize(
    "next_page", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"]
)
def test_signing_in_leads_nowhere_else(anna: Person, client: Client, next_page: str) -> None:
    anna.set_password("willkommen-im-rathaus")
    anna.save()
    typed = {"login": anna.email, "password": "willkommen-im-rathaus", "next": next_page}
    assert client.post("/konto/anmelden/", typed)["Location"] == "/mein/"


def test_what_was_typed_is_shown_again(case: Case, anna: Person, clerk: Visitor) -> None:
    for visitor, path, name in (
        (Visitor(), "/status/", "reference"),
        (Visitor(), "/konto/anmelden/", "login"),
        (Visitor(anna), f"/mein/postfach/{case.thread_id}/", "text"),
        (clerk, f"/arbeitsplatz/vorgang/{case.reference}/notiz/", "text"),
        (clerk, f"/arbeitsplatz/vorgang/{case.reference}/entscheiden/", "text"),
    ):
        visitor.go(path)
        visitor.client.post(path, {name: CONTROLS})
        form = visitor.client.post(path, {name: LINES}).content.decode()
        assert form.count("Zeile für Zeile") == 10_000, path


@pytest.mark.parametrize(
    "day", ["31.2.2027", "99999-01-01", "2020-01-01", "23.11.2026", "1.1.2099", "-1", "morgen", "\0"]
)
def test_no_deadline_that_cannot_be(case: Case, clerk: Visitor, day: str) -> None:
    clerk.go(f"/arbeitsplatz/vorgang/{case.reference}/fragen/")
    clerk.enter("text", "Wie alt ist er?")
    clerk.enter("deadline", day)
    clerk.press("Nachricht senden")
    assert clerk.answer.status_code == 422
    assert "Wie alt ist er?</textarea>" in clerk.answer.content.decode()
    assert not case.enquiries.exists()


def test_a_body_that_is_no_form_is_refused_with_a_page(city: None, client: Client) -> None:
    for body, content_type in (
        (b"x", "multipart/form-data"),
        (b"x", "multipart/form-data; boundary=\xff"),
        (b"--a\r\nContent-Disposition: form-data\r\n\r\nx", "multipart/form-data; boundary=a"),
        (b"a=1&" * 2_001, "application/x-www-form-urlencoded"),
        (b"q=" + b"x" * (16 * 1024 * 1024), "application/x-www-form-urlencoded"),
        (b"{", "application/json"),
        (b"%ff=%fe&=&&&", "application/x-www-form-urlencoded; charset=utf-99"),
    ):
        page = client.generic("POST", "/status/", body, content_type)
        assert page.status_code in (400, 413, 422), content_type
        assert "<h1" in page.content.decode()


def test_no_cookie_or_header_breaks_a_page(city: None, client: Client) -> None:
    for cookies in ("sitzung=%00;csrf=x", "sitzung=" + "x" * 4_000, "sprache=xx", "sprache=\u00ff", "=;;;"):
        for path in ("/", "/mein/", "/status/", "/antrag/hund-anmelden/"):
            assert client.get(path, headers={"Cookie": cookies}).status_code in (200, 302), cookies
    for headers in ({"Accept-Language": "x" * 5_000}, {"HX-Request": "true", "HX-Current-URL": "\0"}, {"Accept": "\0"}):
        assert client.get("/", headers=headers).status_code == 200


def _fill(browser: Client, path: str, fields: tuple[str, ...]) -> None:
    for typed in _awkward(fields):
        assert browser.post(path, typed).status_code in FINE, (path, str(typed)[:200])


def _awkward(fields: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """Nothing at all, everything twice, and each text in all fields at once."""
    yield {}
    yield {field: ["eins", "zwei"] for field in fields}
    for text in AWKWARD.values():
        yield dict.fromkeys(fields, text)
