"""Four phones and a facilitator in one room, in real browsers."""

import re
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser import workshop
from tests.browser.axe import assert_sound

Visit = Callable[..., Page]
SECOND = 1000
TABLE = "Tisch 1"
WATCH = """text => new MutationObserver(() => {
  if (document.body.innerText.includes(text)) window.seenAt ??= Date.now();
}).observe(document.body, {childList: true, subtree: true, characterData: true})"""
"""Notes when ``text`` is on the screen."""
SEEN = """() => new Promise(done => {
  const look = () => window.seenAt ? done(window.seenAt) : setTimeout(look, 20);
  look();
})"""


@pytest.fixture
def lena(visit: Visit) -> Page:
    page = visit()
    workshop.sign_in(page, "lena")
    return page


@pytest.fixture
def room(lena: Page, house_data: Path) -> str:
    """Its address."""
    slug = f"probe-{uuid4().hex[:8]}"
    workshop.prepare(house_data, slug)
    return workshop.open_room(lena, f"{slug}-e-government")


@pytest.fixture
def phones(visit: Visit, room: str) -> list[Page]:
    """Four, at the first table."""
    return [workshop.sit_down(visit(width=360, has_touch=True), room, TABLE) for _ in range(4)]


def lay(phone: Page, text: str) -> None:
    phone.locator("#id_text").fill(text)
    phone.get_by_role("button", name="Karte auf den Tisch legen").click()


def card_on(phone: Page, text: str) -> Locator:
    return phone.locator("[data-words]", has_text=text)


def test_four_phones_and_a_facilitator(lena: Page, room: str, phones: list[Page], visit: Visit) -> None:
    wall = visit()
    wall.goto(f"{room}leinwand/")
    lena.get_by_role("button", name="Weiter: Sammeln").click()
    expect(wall.get_by_role("heading", name="Jetzt: sammeln")).to_be_visible(timeout=SECOND)

    for number, phone in enumerate(phones):
        lay(phone, f"Karte von Telefon {number}")
    for phone in phones:
        for number in range(len(phones)):
            expect(card_on(phone, f"Karte von Telefon {number}")).to_be_visible(timeout=SECOND)
        expect(phone.locator(".slip--mine")).to_have_count(1)
    expect(wall.locator(".hall b").first).to_have_text("4", timeout=SECOND)

    for phone in phones[:3]:
        phone.get_by_role("button", name="Karte von Telefon 2").click()
    expect(phones[3].locator(".slip").first).to_contain_text("Karte von Telefon 2", timeout=SECOND)
    expect(phones[0].locator("[data-purse]")).to_contain_text("Noch 4 Punkte")

    expect(phones[0].get_by_role("heading", name="Steckbrief")).to_be_hidden()
    lena.get_by_role("button", name="Weiter: Konkretisieren").click()
    for phone in phones:
        expect(phone.get_by_role("heading", name="Steckbrief")).to_be_visible(timeout=SECOND)
    phones[0].get_by_label("Name der Idee").fill("Bürgerkonto")
    phones[1].get_by_label("Ziel").fill("Alles an einer Stelle")
    expect(phones[2].get_by_label("Name der Idee")).to_have_value("Bürgerkonto", timeout=3 * SECOND)
    expect(phones[2].get_by_label("Ziel")).to_have_value("Alles an einer Stelle", timeout=3 * SECOND)

    lena.get_by_role("button", name="Weiter: Präsentieren").click()
    expect(wall.get_by_role("heading", name="Bürgerkonto")).to_be_visible(timeout=SECOND)


def test_a_card_is_on_every_screen_in_under_a_second(lena: Page, room: str, phones: list[Page], visit: Visit) -> None:
    lena.get_by_role("button", name="Weiter: Sammeln").click()
    wall = visit()
    wall.goto(f"{room}leinwand/")
    for screen in phones:
        screen.evaluate(WATCH, "Gestoppte Karte")
    wall.evaluate(WATCH, "Service für Bürger\n1")
    phones[0].locator("#id_text").fill("Gestoppte Karte")
    begun = phones[0].evaluate("Date.now()")
    phones[0].get_by_role("button", name="Karte auf den Tisch legen").click()
    took = [screen.evaluate(SEEN) - begun for screen in (*phones[1:], wall)]
    assert max(took) < SECOND, took


def test_where_no_stream_gets_through_the_page_asks(room: str, phones: list[Page], visit: Visit) -> None:
    page = visit(width=360)
    page.route("**/live/**", lambda route: route.fulfill(status=404))
    answers: list[int] = []
    page.on("response", lambda answer: "/tafel/" in answer.url and answers.append(answer.status))
    workshop.sit_down(page, room, TABLE)
    lay(phones[0], "Ohne Strom")
    expect(card_on(page, "Ohne Strom")).to_be_visible(timeout=5 * SECOND)
    page.wait_for_event("response", lambda answer: "/tafel/" in answer.url and answer.status == 304)
    assert set(answers) == {200, 304}


def test_a_room_that_closes_takes_no_words_away(lena: Page, room: str, phones: list[Page]) -> None:
    typing, waiting = phones[:2]
    typing.locator("#id_text").fill("Noch nicht fertig gedacht")
    waiting.context.set_offline(True)
    lay(waiting, "Wartet auf Netz")
    lena.get_by_text("Workshop beenden").click()
    lena.get_by_role("button", name="Raum schließen").click()
    lena.get_by_role("link", name="Zur Dokumentation").wait_for()
    waiting.context.set_offline(False)
    for phone, words in ((typing, "Noch nicht fertig gedacht"), (waiting, "Wartet auf Netz")):
        expect(phone.get_by_role("heading", name="Danke fürs Mitmachen")).to_be_visible(timeout=10 * SECOND)
        expect(phone.locator(".slip", has_text=words)).to_be_visible()
        assert_sound(phone)
    typing.get_by_role("button", name="Von diesem Gerät löschen").click()
    typing.reload()
    expect(typing.get_by_text("Noch nicht fertig gedacht")).to_have_count(0)


def test_pressed_twice_a_card_lies_there_once(phones: list[Page]) -> None:
    anna, bernd = phones[:2]
    anna.locator("#id_text").fill("Doppelt gedrückt")
    anna.get_by_role("button", name="Karte auf den Tisch legen").dblclick()
    expect(card_on(bernd, "Doppelt gedrückt")).to_be_visible(timeout=3 * SECOND)
    anna.reload()
    expect(card_on(anna, "Doppelt gedrückt")).to_have_count(1)


def test_two_who_type_into_one_field_lose_nothing(lena: Page, phones: list[Page]) -> None:
    lena.get_by_role("button", name="Direkt zu: Konkretisieren").click()
    anna, bernd = phones[:2]
    for phone in (anna, bernd):
        phone.get_by_label("Ziel").wait_for()
    bernd.context.set_offline(True)
    bernd.get_by_label("Ziel").fill("Bernds Ziel")
    anna.get_by_label("Ziel").fill("Annas Ziel")
    expect(phones[2].get_by_label("Ziel")).to_have_value("Annas Ziel", timeout=3 * SECOND)
    bernd.context.set_offline(False)
    expect(phones[2].get_by_label("Ziel")).to_have_value("Bernds Ziel", timeout=10 * SECOND)
    expect(phones[2].get_by_text("Ziel, gleichzeitig geschrieben: Annas Ziel")).to_be_visible(timeout=3 * SECOND)


def test_a_phone_without_net_keeps_its_card_and_sends_it_later_once(phones: list[Page]) -> None:
    anna, bernd = phones[:2]
    anna.context.set_offline(True)
    lay(anna, "Kein Drucker, kein Problem")
    expect(anna.locator(".slip--wait")).to_contain_text("Kein Drucker")
    expect(anna.get_by_text("Kein Netz.")).to_be_visible()
    expect(card_on(bernd, "Kein Drucker")).to_have_count(0)
    anna.context.set_offline(False)
    expect(card_on(bernd, "Kein Drucker")).to_be_visible(timeout=10 * SECOND)
    expect(anna.locator(".slip--wait")).to_have_count(0)
    anna.reload()
    expect(anna.locator(".slip", has_text="Kein Drucker")).to_have_count(1)


def test_all_goes_without_scripts(lena: Page, room: str, visit: Visit) -> None:
    lena.get_by_role("button", name="Direkt zu: Konkretisieren").click()
    page, other = (workshop.sit_down(visit(width=360, java_script_enabled=False), room, TABLE) for _ in range(2))
    lay(page, "Ohne Skript")
    expect(page.locator(".slip--mine")).to_contain_text("Ohne Skript")
    page.get_by_role("button", name="Punkt: Ohne Skript").click()
    expect(page.locator("[data-purse]")).to_contain_text("Noch 4 Punkte")
    page.get_by_role("link", name=re.compile("^Ordnen.*Ohne Skript")).click()
    page.get_by_label("Überschrift des Stapels").fill("Ein Portal")
    page.get_by_role("button", name="Auf den Stapel legen").click()
    page.get_by_label("Ziel").fill("Ein Ziel ohne Skript")
    page.get_by_role("button", name="Steckbrief speichern").click()
    other.get_by_label("Ziel").fill("Ein zweites Ziel")
    other.get_by_role("button", name="Steckbrief speichern").click()
    other.get_by_role("button", name="Diese Fassung nehmen").click()
    page.get_by_role("link", name="Neu laden").click()
    expect(page.get_by_role("heading", name="Ein Portal 1 Punkt")).to_be_visible()
    expect(page.get_by_label("Ziel")).to_have_value("Ein Ziel ohne Skript")
    page.locator("#id_text").fill("Zu spät")
    lena.get_by_text("Workshop beenden").click()
    lena.get_by_role("button", name="Raum schließen").click()
    lena.get_by_role("link", name="Zur Dokumentation").wait_for()
    page.get_by_role("button", name="Karte auf den Tisch legen").click()
    expect(page.locator(".slip", has_text="Zu spät")).to_be_visible()


def test_every_page_of_a_room_is_sound(lena: Page, room: str, phones: list[Page]) -> None:
    phone = phones[0]
    lay(phone, "Eine Karte")
    lay(phones[1], "Donaudampfschifffahrtsgesellschaftskapitänsmützenverordnung" * 4)
    card_on(phone, "Eine Karte").wait_for()
    card_on(phone, "Donaudampf").wait_for()
    lena.get_by_role("button", name="Direkt zu: Konkretisieren").click()
    phone.get_by_label("Ziel").wait_for()
    assert_sound(phone)
    phone.get_by_role("link", name=re.compile("^Ordnen.*Eine Karte")).click()
    phone.get_by_role("heading", name="Karte ordnen").wait_for()
    assert_sound(phone)
    for path in ("vorrat/", "?tisch=", "leinwand/"):
        phone.goto(room + path)
        assert_sound(phone)
    phone.goto("/raum/")
    assert_sound(phone)
    for path in ("leitung/", "leitung/tische/", "leitung/ernte/", "leitung/bilder/"):
        lena.goto(room + path)
        assert_sound(lena)
