"""With a real browser to BundID's simulator and back: cookies, policies and all; every page on the way is sound."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.browser.axe import assert_sound
from tests.browser.hands import Mouse

Visit = Callable[..., Page]
DRAFT = "/antrag/bewohnerparkausweis/"


def test_a_guest_signs_in_from_her_draft_and_is_back_in_it(visit: Visit) -> None:
    page = visit()
    page.goto(DRAFT)
    hand = Mouse(page)
    hand.press("Ohne Konto beginnen")
    hand.choose("Ein neues Kennzeichen")
    hand.press("Weiter")
    page.wait_for_url("**/persoenlich/**")
    here = page.url
    page.goto(f"/konto/bundid/anmelden/?level=substantial&next={here[here.index(DRAFT) :]}")
    assert_sound(page)
    hand.press("Weiter zu BundID")
    page.wait_for_url("**/demo/bundid/?**")
    assert_sound(page)
    hand.choose("Jürgen Größmann", "Wer sind Sie?")
    hand.press("Anmelden")
    page.get_by_role("heading", name="Diese Angaben werden übermittelt").wait_for()
    assert_sound(page)
    hand.press("Zustimmen und zurück")
    page.wait_for_url(here)
    page.goto(f"{DRAFT}anliegen/")
    assert page.get_by_role("radio", name="Ein neues Kennzeichen").is_checked()


def test_without_scripts_on_a_phone_a_wrong_answer_is_refused_plainly(visit: Visit) -> None:
    page = visit(width=320, java_script_enabled=False)
    page.goto("/konto/anmelden/")
    hand = Mouse(page)
    hand.press("BundID")
    page.locator("summary", has_text="Falsche Antworten").click()
    hand.press("Ohne Unterschrift")
    hand.press("Zurück zum Dienst")
    page.get_by_role("heading", name="Die Anmeldung hat nicht geklappt").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.goto("/mein/")
    assert "/konto/anmelden/" in page.url


def test_the_pages_of_refusal_and_of_companies_are_sound(visit: Visit) -> None:
    page = visit(color_scheme="dark")
    hand = Mouse(page)
    page.goto("/konto/unternehmenskonto/anmelden/")
    assert_sound(page)
    hand.press("Weiter zu Mein Unternehmenskonto")
    page.locator("summary", has_text="Falsche Antworten").click()
    assert_sound(page)
    hand.press("Abgelaufen")
    assert_sound(page)
    hand.press("Zurück zum Dienst")
    page.get_by_role("heading", name="Die Anmeldung hat nicht geklappt").wait_for()
    assert_sound(page)
    page.goto("/demo/bundid/")
    assert_sound(page)
