"""Every kind of page in a real browser: accessible, light and dark, from 320 pixels on."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from rathaus.integrations.demo.cast import CAST
from tests.browser import dog
from tests.browser.axe import assert_sound
from tests.browser.hands import Mouse

Visit = Callable[..., Page]
PUBLIC = [
    "/",
    "/?sprache=en",
    "/suche/?q=hundesteur",
    "/suche/?q=xyzxyz",
    "/leistungen/",
    "/leistungen/hund-anmelden/",
    "/lebenslagen/",
    "/lebenslagen/hund/",
    "/dienststellen/",
    "/dienststellen/steuern/",
    "/antrag/hund-anmelden/",
    "/antrag/fortsetzen/",
    "/status/",
    "/konto/anmelden/",
    "/konto/anlegen/",
    "/konto/passwort/vergessen/",
    "/mitmachen/",
    "/aktuelles/",
    "/aktuelles/2024-01-29-sperrgut-drei-wagen/",
    "/impressum/",
    "/barrierefreiheit/",
    "/gestaltung/",
    "/gibt-es-nicht/",
    "/demo/",
    "/demo/postausgang/",
]
SIGNED_IN = [
    ("anna", "/mein/"),
    ("anna", "/mein/vorgaenge/"),
    ("anna", "/mein/vorgaenge/ > main h2 a"),
    ("anna", "/mein/postfach/"),
    ("anna", "/mein/postfach/ > .mails a"),
    ("anna", "/mein/daten/"),
    ("anna", "/konto/e-mail/"),
    ("anna", "/konto/passwort/aendern/"),
    ("clara", "/arbeitsplatz/"),
    ("clara", "/arbeitsplatz/?liste=erledigt"),
    ("clara", "/arbeitsplatz/?liste=meine > tbody th a"),
    ("clara", "/arbeitsplatz/?liste=meine > tbody th a > a[href$='/entscheiden/']"),
    ("clara", "/arbeitsplatz/?liste=meine > tbody th a > a[href$='/weitergeben/']"),
    ("clara", "/arbeitsplatz/?liste=meine > tbody th a > a[href$='/fragen/']"),
    ("clara", "/arbeitsplatz/?liste=erledigt > tbody th a"),
    ("clara", "/arbeitsplatz/suche/"),
    ("doris", "/arbeitsplatz/zahlen/"),
    ("frida", "/arbeitsplatz/leistungen/"),
    ("frida", "/arbeitsplatz/leistungen/hund-anmelden/"),
    ("georg", "/arbeitsplatz/personal/"),
]
"""Who, and where: an address, and then the first link of each kind."""


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_is_sound(visit: Visit, path: str) -> None:
    page = visit()
    page.goto(path)
    assert_sound(page)


@pytest.mark.parametrize(("first", "way"), SIGNED_IN)
def test_a_personal_page_is_sound(visit: Visit, first: str, way: str) -> None:
    page = _signed_in(visit, first)
    address, *links = way.split(" > ")
    page.goto(address)
    for link in links:
        page.locator(link).first.click()
        page.wait_for_load_state()
    assert_sound(page)


def test_every_page_of_an_application_is_sound_with_and_without_faults(visit: Visit) -> None:
    page = visit()
    page.goto("/antrag/hund-anmelden/")
    hand = Mouse(page)
    hand.press("Ohne Konto beginnen")
    for heading in dog.walk(hand):
        assert_sound(page)
        if heading in ("Wer hält den Hund?", "Ihre Hunde"):
            hand.press("Weiter")
            page.locator("#fehler").wait_for()
            assert_sound(page)
    assert_sound(page)
    hand.press("Verbindlich absenden")
    page.locator("#fehler").wait_for()
    assert_sound(page)
    dog.send(hand)
    assert_sound(page)


def test_what_a_guest_sees_of_her_case_is_sound(visit: Visit) -> None:
    page = visit()
    page.goto("/antrag/hund-anmelden/")
    hand = Mouse(page)
    hand.press("Ohne Konto beginnen")
    list(dog.walk(hand))
    dog.send(hand)
    dog.look_up(hand)
    assert_sound(page)


def test_where_it_goes_on_in_person_and_leaving_for_later_is_sound(visit: Visit) -> None:
    page = visit()
    page.goto("/antrag/bewohnerparkausweis/")
    hand = Mouse(page)
    hand.press("Ohne Konto beginnen")
    hand.press("Speichern und später weitermachen")
    dog.see(page, "Ihre Angaben sind gespeichert")
    assert_sound(page)
    page.goto("/antrag/bewohnerparkausweis/anliegen/")
    hand.choose("Neues Kennzeichen")
    hand.press("Weiter")
    page.wait_for_url("**/persoenlich/**")
    assert_sound(page)


def test_the_preview_of_a_decision_is_sound(visit: Visit) -> None:
    page = _signed_in(visit, "clara")
    page.goto("/arbeitsplatz/?liste=meine")
    page.locator("tbody tr", has_text="In Arbeit").locator("th a").first.click()
    page.get_by_role("link", name="Zur Entscheidung").click()
    hand = Mouse(page)
    hand.press("Weiter zur Vorschau")
    page.get_by_text("stimmt noch nicht").wait_for()
    assert_sound(page)
    hand.choose("Steuer festsetzen")
    hand.press("Weiter zur Vorschau")
    dog.see(page, "Bescheid prüfen")
    assert_sound(page)


def test_the_first_tab_stop_skips_to_the_content(visit: Visit) -> None:
    page = visit()
    page.goto("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.getAttribute('href')") == "#inhalt"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "inhalt"


def _signed_in(visit: Visit, first: str) -> Page:
    page = visit()
    page.goto("/demo/")
    page.get_by_role("button", name=f"Als {CAST[first].name} anmelden").click()
    page.wait_for_url(lambda url: not url.endswith("/demo/"))
    return page


def test_the_start_page_is_light(visit: Visit) -> None:
    page = visit()
    page.goto("/", wait_until="networkidle")
    fetched = page.evaluate(
        "() => performance.getEntriesByType('navigation').concat(performance.getEntriesByType('resource'))"
        ".filter(one => !one.name.startsWith('data:')).map(one => one.encodedBodySize)"
    )
    assert len(fetched) < 10
    assert sum(fetched) < 150_000


@pytest.mark.parametrize("path", ["/", "/?sprache=en"])
def test_nothing_to_press_is_cut_off_on_a_narrow_phone(visit: Visit, path: str) -> None:
    # The start page clips its picture, so that a button too far to the right would not make it scroll either.
    page = visit(width=320)
    page.goto(path)
    pressed = "[...document.querySelectorAll('main :is(a, button, input)')]"
    ends = page.evaluate(f"{pressed}.map(one => [one.outerHTML, one.getBoundingClientRect().right])")
    assert ends
    assert [what for what, right in ends if right > 320] == []
