"""What people write in one unbroken word stays within a phone of 320 pixels."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import dog
from tests.browser.axe import assert_fits
from tests.browser.hands import Mouse
from tests.browser.workshop import sign_in
from tests.papers import paper

Visit = Callable[..., Page]
DOG = "Donaudampfschifffahrtsgesellschaf"
ORGANISATION = "Binnenschifffahrtsgenossenschaftsverband"
SEAT = "Wirtschaftsförderungsgesellschaftsvertre"
SCREENSHOT = "Screenshot_20261128-123456_Duisburg_Steuerbescheid.pdf"
SCAN = f"{'a' * 116}.pdf"
GAPS = """() => [...document.querySelectorAll("tbody tr:has(.state)")].map(row => [".state", ".take"].map(
  part => row.querySelector(part).getBoundingClientRect())).map(([state, button]) => button.left - state.right)"""
"""Pixels between what is said of an idea and the button beside it."""


def test_a_long_dog_and_the_long_name_of_a_file_fit_for_the_guest_and_the_clerk(visit: Visit) -> None:
    guest = visit(width=320)
    reference = _register(guest)
    clerk = visit(width=320)
    sign_in(clerk, "clara")
    _see(clerk, f"/arbeitsplatz/vorgang/{reference}/")


def test_a_long_message_and_its_file_fit_wherever_she_reads_them(visit: Visit) -> None:
    page = visit(width=320)
    sign_in(page, "anna")
    page.goto("/mein/postfach/")
    page.locator(".mails a", has_text="Meldebescheinigung").click()
    Mouse(page).type("Ihre Nachricht", "x" * 10_000)
    page.locator("input[type=file]").set_input_files(_paper(SCREENSHOT))
    Mouse(page).press("Nachricht senden")
    page.locator("a", has_text=SCREENSHOT).first.wait_for()
    assert_fits(page)
    for held in ("nachrichten", "vorgaenge"):
        _see(page, f"/mein/daten/einzeln/{held}/")


def test_the_long_names_of_an_organisation_and_of_a_seat_fit(visit: Visit) -> None:
    page = visit(width=320)
    sign_in(page, "anna")
    page.goto("/mein/vertretung/organisation/")
    hand = Mouse(page)
    hand.type("Name des Vereins oder Betriebs", ORGANISATION)
    hand.press("Organisation hinzufügen")
    for path in ("/mein/vertretung/", "/mein/vertretung/wechseln/"):
        _see(page, path, ORGANISATION)
    team = visit(width=320)
    sign_in(team, "konrad")
    team.goto("/arbeitsplatz/lenkungskreis/mitglieder/neu/")
    Mouse(team).type("Funktion, wie sie öffentlich steht", SEAT)
    Mouse(team).press("Speichern")
    for path in ("/arbeitsplatz/lenkungskreis/", "/lenkungskreis/"):
        _see(team, path, SEAT)


@pytest.mark.parametrize("width", [320, 360, 412])
def test_at_the_desk_nothing_lies_outside_a_phone_or_on_something_else(visit: Visit, width: int) -> None:
    page = visit(width=width)
    sign_in(page, "lena")
    _see(page, "/arbeitsplatz/ideen/")
    links = page.locator(".desk-header nav a")
    ends = links.evaluate_all("all => all.map(one => one.getBoundingClientRect().right)")
    assert max(ends) <= width
    gaps = page.evaluate(GAPS)
    assert gaps
    assert min(gaps) >= 0


def _register(page: Page) -> str:
    """A dog of a long name, an exemption with a proof of a long name; her reference, while she looks at her case."""
    page.goto("/antrag/hund-anmelden/")
    hand = Mouse(page)
    hand.press("Ohne Konto beginnen")
    for stage in dog.stages():
        dog.see(page, stage.heading)
        if stage.heading.startswith("Möchten Sie"):
            hand.choose("Ja, ich bekomme Bürgergeld", "Grund für die Befreiung")
            page.locator("input[type=file]").set_input_files(_paper(SCAN))
        else:
            stage.answer(hand)
        if stage.heading == "Ihre Hunde":
            hand.type("Name", DOG)
        hand.press("Weiter")
        if stage.heading == "Ihre Hunde":
            page.go_back()
            _see(page, page.url, DOG)
            hand.press("Weiter")
    dog.see(page, "Angaben prüfen")
    assert_fits(page)
    dog.send(hand)
    reference = dog.look_up(hand)
    page.locator("main details").evaluate_all("all => all.forEach(one => one.open = true)")
    page.get_by_text(SCAN).first.wait_for()
    assert_fits(page)
    return reference


def _paper(name: str) -> dict:
    return {"name": name, "mimeType": "application/pdf", "buffer": paper("pdf")}


def _see(page: Page, path: str, word: str = "") -> None:
    page.goto(path)
    assert not word or page.get_by_text(word).count() or page.locator(f"[value='{word}']").count()
    assert_fits(page)
