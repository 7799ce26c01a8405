"""The whole way from the start page to the receipt, as people really go it."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import dog
from tests.browser.dog import Hand
from tests.browser.hands import Keyboard, Mouse, MouseWithoutScripts

Visit = Callable[..., Page]


def test_by_keyboard_alone(visit: Visit) -> None:
    page = visit()
    hand = Keyboard(page)
    page.goto("/")
    hand.type("Suchbegriff", "hundesteur")
    page.keyboard.press("Enter")
    dog.see(page, "Suche")
    hand.press("Hund anmelden")
    dog.see(page, "Hund anmelden")
    hand.press("Online beantragen")
    page.get_by_role("button", name="Ohne Konto beginnen").wait_for()
    hand.press("Ohne Konto beginnen")
    dog.see(page, "Wer hält den Hund?")
    _assert_faults_lead_to_their_fields(hand)
    list(dog.walk(hand))
    dog.send(hand)


def test_without_scripts(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    hand = MouseWithoutScripts(page)
    page.goto("/")
    hand.type("Suchbegriff", "hundesteur")
    hand.press("Suchen")
    _follow_to_the_application(page, hand)
    list(dog.walk(hand))
    dog.send(hand)
    page.get_by_role("link", name="Seite neu laden").or_(page.get_by_role("link", name="Ihr Antrag als PDF")).wait_for()


def test_on_a_phone_the_receipt_comes_as_pdf_without_asking_again(visit: Visit) -> None:
    page = visit(width=360, has_touch=True)
    hand = Mouse(page)
    page.goto("/antrag/hund-anmelden/")
    hand.press("Ohne Konto beginnen")
    list(dog.walk(hand))
    dog.send(hand)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Ihr Antrag als PDF").click()
    assert waiting.value.path().read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize("scripts", [True, False])
def test_the_back_button_after_sending_shows_the_receipt_and_sends_nothing_twice(visit: Visit, scripts: bool) -> None:
    page = visit(java_script_enabled=scripts)
    hand: Hand = Mouse(page) if scripts else MouseWithoutScripts(page)
    page.goto("/antrag/hund-anmelden/")
    hand.press("Ohne Konto beginnen")
    list(dog.walk(hand))
    dog.send(hand)
    reference = page.locator(".reference b").first.inner_text()
    page.go_back()
    page.goto("/antrag/hund-anmelden/pruefen/")
    dog.see(page, "Ihr Antrag ist angekommen")
    assert page.locator(".reference b").first.inner_text() == reference


def _assert_faults_lead_to_their_fields(hand: Keyboard) -> None:
    """What is wrong takes the focus, and its first link leads into the first field."""
    page = hand.page
    hand.press("Weiter")
    page.locator("#fehler").wait_for()
    assert page.evaluate("document.activeElement.id") == "fehler"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert hand.focus()["label"] == "Vorname"
    page.keyboard.press("Shift+Tab")


def _follow_to_the_application(page: Page, hand: Hand) -> None:
    page.get_by_role("main").get_by_role("link", name="Hund anmelden", exact=True).first.click()
    page.get_by_role("link", name="Online beantragen").click()
    hand.press("Ohne Konto beginnen")
