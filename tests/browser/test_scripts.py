"""What the few scripts add, and that they say when they cannot."""

from collections.abc import Callable

from playwright.sync_api import Browser, Page, expect

from rathaus.integrations.demo.cast import CAST
from tests.browser import dog
from tests.browser.hands import Keyboard, Mouse

Visit = Callable[..., Page]


def test_suggestions_come_while_typing_and_are_chosen_by_keyboard(visit: Visit) -> None:
    page = visit()
    page.goto("/")
    hand = Keyboard(page)
    hand.type("Suchbegriff", "hund an")
    field, options = page.get_by_role("combobox"), page.get_by_role("option")
    options.first.wait_for()
    expect(field).to_have_attribute("aria-expanded", "true")
    page.keyboard.press("Escape")
    expect(options).to_have_count(0)
    page.keyboard.type("m")
    options.first.wait_for()
    page.keyboard.press("ArrowDown")
    expect(field).to_have_attribute("aria-activedescendant", options.first.get_attribute("id") or "")
    page.keyboard.press("Enter")
    page.wait_for_url("**/leistungen/hund-anmelden/")


def test_a_question_appears_in_place_and_goes_again(visit: Visit) -> None:
    page = _at(visit, "Ihre Hunde")
    hand, chip = Mouse(page), page.get_by_label("Chipnummer")
    hand.type("Name", "Bruno")
    address = page.url
    hand.choose("Ja", "Ist der Hund mindestens 40 cm")
    chip.wait_for()
    assert page.evaluate("document.activeElement.type") == "radio"
    chip.fill("276098012345678")
    hand.choose("Nein", "Ist der Hund mindestens 40 cm")
    expect(chip).to_have_count(0)
    assert page.get_by_label("Name", exact=True).input_value() == "Bruno"
    assert page.url == address


def test_what_is_typed_survives_a_reload(visit: Visit) -> None:
    page = _at(visit, "Wer hält den Hund?")
    with page.expect_response(lambda answer: answer.request.method == "POST" and answer.ok):
        page.get_by_label("Vorname").press_sequentially("Ada")
    page.reload()
    assert page.get_by_label("Vorname").input_value() == "Ada"


def test_when_saving_fails_the_page_says_so_and_saves_with_the_next_letter(chromium: Browser, house: str) -> None:
    # Not ``visit``: here the console is meant to complain.
    with chromium.new_page(base_url=house) as page:
        _begin(page)
        given, line = page.get_by_label("Vorname"), page.locator("#gespeichert")
        page.context.set_offline(True)
        given.press_sequentially("Ad")
        expect(line).to_contain_text("Nicht gespeichert")
        page.context.set_offline(False)
        given.press_sequentially("a")
        expect(line).to_contain_text("Zuletzt gespeichert")
        page.reload()
        assert given.input_value() == "Ada"


def test_the_work_list_is_used_by_keyboard(visit: Visit) -> None:
    page = visit()
    page.goto("/demo/")
    page.get_by_role("button", name=f"Als {CAST['clara'].name} anmelden").click()
    page.wait_for_url("**/arbeitsplatz/")
    rows = page.locator("[data-row]")
    page.keyboard.press("j")
    page.keyboard.press("j")
    page.keyboard.press("x")
    expect(rows.nth(1).get_by_role("checkbox")).to_be_checked()
    page.keyboard.press("k")
    reference = rows.first.locator("small").first.inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/vorgang/{reference}/**")


def _at(visit: Visit, heading: str) -> Page:
    """A guest's application, answered up to the page with this headline."""
    page = visit()
    _begin(page)
    next(found for found in dog.walk(Mouse(page)) if found == heading)
    return page


def _begin(page: Page) -> None:
    page.goto("/antrag/hund-anmelden/")
    Mouse(page).press("Ohne Konto beginnen")
    dog.see(page, "Wer hält den Hund?")
    # What is typed before the scripts are there is not saved at once.
    page.wait_for_load_state()
