"""The Bürgerkonto in a real browser: every page is accessible, fits a small phone and keeps its forms without scripts.

Each test signs in once and goes through many pages, by day on a wide screen and by night on a phone.
"""

import re
import time
from collections.abc import Callable
from datetime import UTC, datetime

from playwright.sync_api import Page, expect

from rathaus.integrations.demo.cast import PASSWORD
from tests.browser import dog, workshop
from tests.browser.axe import assert_sound
from tests.browser.hands import Keyboard, Mouse

Visit = Callable[..., Page]
SCREENS = [(1280, "light"), (360, "dark")]
FORMS = """() => [...document.querySelectorAll("main form")]
  .filter(form => form.checkVisibility() && !form.matches("[data-hints], [data-passkey]"))
  .map(form => [...form.elements].filter(each => each.name).map(each => each.name).join())"""
"""The fields of each form on the page that is seen; hints and passkeys need scripts, and their own tests."""

CASE = "/mein/vorgaenge/ > main h2 a:has-text('Meldebescheinigung')"
LOOKS = "/mein/daten/einsicht/ > main h2 a:has-text('Meldebescheinigung')"
ANNA = [
    "/mein/profil/",
    "/mein/daten/ > .mails a[href*='/einzeln/']",
    "/mein/daten/einzeln/vorgaenge/",
    "/mein/daten/mitnehmen/",
    "/mein/daten/einsicht/",
    LOOKS,
    f"{LOOKS} > a[href*='/berichtigen/']",
    "/mein/daten/einwilligungen/",
    "/mein/benachrichtigungen/",
    "/mein/vertretung/",
    *(f"/mein/vertretung/{way}/" for way in ("geben", "annehmen", "wechseln", "kind", "organisation")),
    "/mein/verbundene-dienste/",
    "/konto/bestaetigen/",
    "/konto/zugaenge/",
    "/antrag/weiter/",
    CASE,
]


def test_annas_pages_are_sound_and_keep_their_forms_without_scripts(visit: Visit) -> None:
    page = visit()
    workshop.sign_in(page, "anna")
    forms = [_forms_of_a_sound_page(page, way) for way in ANNA]
    plain = visit(java_script_enabled=False, storage_state=page.context.storage_state())
    for way, there in zip(ANNA, forms, strict=True):
        _walk(plain, way)
        assert plain.evaluate(FORMS) == there, way


def test_her_letters_opened_and_put_away_are_sound(visit: Visit) -> None:
    page = visit()
    workshop.sign_in(page, "anna")
    _walk(page, "/mein/postfach/ > .mails a:has-text('Meldebescheinigung')")
    for _letter in range(page.get_by_role("button", name="Öffnen").count()):
        page.get_by_role("button", name="Öffnen").first.click()
        page.wait_for_load_state()
    expect(page.get_by_text("Von Ihnen geöffnet am")).to_be_visible()
    _assert_sound(page)
    page.get_by_role("button", name="Ins Archiv legen").click()
    page.goto("/mein/postfach/archiv/")
    expect(page.locator(".mails")).to_contain_text("Meldebescheinigung")
    _assert_sound(page)
    page.locator(".mails a").first.click()
    page.get_by_role("button", name="Aus dem Archiv holen").click()


def test_taking_her_data_along_and_leaving_are_sound(visit: Visit) -> None:
    page = visit()
    workshop.sign_in(page, "anna")
    page.goto("/mein/daten/loeschen/")
    _show_that_it_is_she(page)
    dog.see(page, "Konto löschen")
    _assert_sound(page)
    page.goto("/mein/daten/mitnehmen/")
    page.get_by_role("button", name="ZIP-Datei anfordern").click()
    dog.see(page, "Daten mitnehmen")
    _assert_sound(page)
    for _try in range(60):
        if page.get_by_text("ZIP-Datei herunterladen").count():
            break
        page.wait_for_timeout(500)
        page.goto("/mein/daten/mitnehmen/")
    _assert_sound(page)


def test_a_mandate_is_given_with_the_keyboard_and_its_pages_are_sound_on_both_sides(visit: Visit) -> None:
    page = visit()
    hand = Keyboard(page)
    workshop.sign_in(page, "anna")
    page.goto("/mein/vertretung/")
    hand.press("Vollmacht geben")
    dog.see(page, "Vollmacht geben")
    hand.type("Wem geben Sie die Vollmacht?", "Jana, meine Nachbarin")
    hand.reach("Wofür?")
    page.keyboard.type("Alles")
    hand.reach("Was darf die Person?")
    page.keyboard.type("lesen und")
    hand.type("Bis wann?", f"0101{datetime.now(UTC).year + 1}")
    hand.press("Weiter zum Code")
    dog.see(page, "Vollmacht von Anna Kowalski")
    code = page.locator(".code").inner_text()
    _assert_sound(page)

    helper = visit()
    _accept(helper, code)
    _pages_of_acting(helper)
    page.reload()
    _assert_sound(page)
    hand.press("Sofort beenden")
    dog.see(page, "Wirklich beenden?")
    _assert_sound(page)
    hand.press("Ja, beenden")
    page.get_by_text("Beendet. Das gilt ab sofort.").wait_for()
    helper.goto("/mein/")
    expect(helper.locator(".acting-bar")).to_have_count(0)


def _accept(page: Page, code: str) -> None:
    workshop.sign_in(page, "jana")
    page.goto("/mein/vertretung/annehmen/")
    Mouse(page).type("Code", code)
    Mouse(page).press("Weiter")
    dog.see(page, "Anna Kowalski gibt Ihnen eine Vollmacht")
    _assert_sound(page)
    Mouse(page).press("Annehmen")
    page.goto("/mein/vertretung/")
    _assert_sound(page)
    page.goto("/mein/vertretung/wechseln/")
    _assert_sound(page)
    page.get_by_role("button", name=re.compile("Auswählen.*Anna Kowalski")).click()
    page.locator(".acting-bar").wait_for()


def _pages_of_acting(page: Page) -> None:
    expect(page.locator(".acting-bar")).not_to_contain_text("nur lesen")
    for address in ("/mein/", "/mein/postfach/", "/mein/vorgaenge/", "/mein/daten/"):
        page.goto(address)
        expect(page.locator(".acting-bar")).to_contain_text("Anna Kowalski")
        _assert_sound(page)


def test_a_child_and_a_club_are_sound(visit: Visit) -> None:
    page = visit()
    workshop.sign_in(page, "emil")
    hand = Mouse(page)
    page.goto("/mein/vertretung/kind/")
    hand.type("Vor- und Nachname", "Mia Sommer")
    page.get_by_label("Geburtsdatum").fill("2019-05-01")
    page.locator("main form button").click()
    page.goto("/mein/vertretung/")
    page.get_by_role("link", name="Mia Sommer").first.click()
    dog.see(page, "Mia Sommer")
    _assert_sound(page)
    page.get_by_role("link", name="Anderen Elternteil einladen").click()
    _assert_sound(page)
    page.goto("/mein/vertretung/")
    _assert_sound(page)


def test_settings_are_made_with_the_keyboard_alone(visit: Visit) -> None:
    page = visit()
    workshop.sign_in(page, "emil")
    page.goto("/mein/benachrichtigungen/")
    hand = Keyboard(page)
    hand.reach("E-Mail", "Workshops")
    page.keyboard.type("einmal in der Woche")
    hand.reach("Auch Hinweise auf Ihren Geräten", "Workshops")
    was = hand.focus()["checked"]
    page.keyboard.press("Space")
    hand.press("Speichern")
    page.locator("main .kern-alert--success").wait_for()
    expect(page.get_by_label("E-Mail: Workshops")).to_have_value("weekly")
    assert hand.reach("Auch Hinweise auf Ihren Geräten", "Workshops")["checked"] != was
    _assert_sound(page)


def test_a_new_account_that_waits_for_its_code_is_sound(visit: Visit) -> None:
    page = visit()
    page.goto("/konto/anlegen/")
    hand = Mouse(page)
    hand.type("Ihr Name", "Nele Neu")
    hand.type("E-Mail-Adresse", f"warte{time.time_ns()}@rathaus.example")
    page.get_by_label("Passwort", exact=True).fill("ein-langes-passwort-fuer-nele")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_url("**/e-mail/code/")
    _assert_sound(page)
    hand.type("Code aus der E-Mail", "AAAA-AAAA")
    hand.press("Weiter")
    page.locator("#fehler").wait_for()
    _assert_sound(page)


def test_what_bundid_confirmed_is_locked_and_sound(visit: Visit) -> None:
    page = visit()
    hand = Mouse(page)
    page.goto("/antrag/meldebescheinigung/")
    hand.press("Antrag beginnen")
    hand.choose("für mich selbst")
    hand.press("Weiter")
    hand.choose("Einfache Meldebescheinigung")
    hand.press("Weiter")
    dog.see(page, "Jetzt ausweisen")
    _assert_sound(page)
    page.get_by_role("link", name="BundID").click()
    hand.press("Weiter zu BundID")
    hand.choose("Jürgen Größmann", "Wer sind Sie?")
    hand.press("Anmelden")
    hand.press("Zustimmen und zurück")
    dog.see(page, "Sie haben sich ausgewiesen")
    _assert_sound(page)
    hand.press("Weiter im Antrag")
    page.get_by_text("Gesperrt: bestätigt durch").first.wait_for()
    _assert_sound(page)
    page.goto("/mein/profil/")
    _assert_sound(page)


def test_what_she_sent_once_is_remembered_and_offered_again(visit: Visit) -> None:
    page = visit()
    workshop.sign_in(page, "emil")
    _send_a_dog(page)
    expect(page.get_by_role("heading", name="Für das nächste Mal merken?")).to_be_visible()
    _assert_sound(page)
    _begin(page, "bewohnerparkausweis")
    page.wait_for_url("**/bewohnerparkausweis/anliegen/")
    page.goto("/antrag/bewohnerparkausweis/")
    _assert_sound(page)
    _begin(page, "hund-anmelden")
    page.locator(".given", has_text="Aus Ihrem Antrag vom").first.wait_for()
    _assert_sound(page)


def _begin(page: Page, slug: str) -> None:
    page.goto(f"/antrag/{slug}/")
    page.get_by_role("button", name=re.compile("Antrag beginnen|Neu beginnen")).click()


def _send_a_dog(page: Page) -> None:
    _begin(page, "hund-anmelden")
    hand = Mouse(page)
    list(dog.walk(hand))
    dog.send(hand)


def test_the_counter_and_a_desk_case_are_sound(visit: Visit) -> None:
    page = visit()
    workshop.sign_in(page, "hatice")
    for way in ("/arbeitsplatz/schalter/", "/arbeitsplatz/?liste=erledigt > tbody th a"):
        _walk(page, way)
        _assert_sound(page)
    page.goto("/arbeitsplatz/schalter/")
    page.get_by_label("Leistung").select_option(label="Meldebescheinigung")
    Mouse(page).press("Antrag beginnen")
    page.wait_for_load_state()
    _assert_sound(page)
    page.goto("/arbeitsplatz/schalter/")
    _assert_sound(page)
    page.goto("/arbeitsplatz/schalter/beenden/")
    _assert_sound(page)
    page.goto("/arbeitsplatz/schalter/")
    page.get_by_label("Geburtsdatum").fill("1950-02-03")
    Mouse(page).press("Ziffern anzeigen und hier vergessen")
    dog.see(page, "Übergeben")
    _assert_sound(page)


def test_what_the_team_reads_and_answers_is_sound(visit: Visit) -> None:
    anna, lena = visit(), visit()
    workshop.sign_in(anna, "anna")
    for subject in ("Trinkbrunnen am Innenhafen", "Werkstatt Mobilität"):
        _walk(anna, f"/mein/postfach/ > .mails a:has-text('{subject}')")
        anna.locator("main textarea").fill("Darf ich noch jemanden mitbringen?")
        Mouse(anna).press("Nachricht senden")
        anna.get_by_text("Darf ich noch jemanden mitbringen?").first.wait_for()
    _assert_sound(anna)
    workshop.sign_in(lena, "lena")
    for way in (
        "/arbeitsplatz/ideen/?liste=nachrichten",
        "/arbeitsplatz/ideen/?liste=nachrichten > tbody th a",
        "/arbeitsplatz/ideen/?liste=nachrichten > tbody th a > a[href*='/schreiben/']",
        "/arbeitsplatz/workshops/beispiel-mobilitaet/nachrichten/",
        "/arbeitsplatz/workshops/beispiel-mobilitaet/nachrichten/ > .is-new a",
    ):
        _walk(lena, way)
        _assert_sound(lena)


def test_the_post_and_its_way_out_are_sound(visit: Visit) -> None:
    page = visit()
    workshop.sign_in(page, "georg")
    page.goto("/arbeitsplatz/post/")
    _assert_sound(page)
    page.goto("/demo/postausgang/")
    found = re.search(r"/benachrichtigungen/[^/\s]+/abbestellen/", page.locator("main").inner_text())
    assert found
    guest = visit()
    guest.goto(found[0])
    _assert_sound(guest)
    guest.get_by_role("button", name="Abbestellen").click()
    dog.see(guest, "Abbestellt")
    _assert_sound(guest)
    guest.get_by_role("button", name="Doch wieder bekommen").click()


def _forms_of_a_sound_page(page: Page, way: str) -> list[str]:
    _walk(page, way)
    _assert_sound(page)
    return page.evaluate(FORMS)


def _assert_sound(page: Page) -> None:
    assert_sound(page, SCREENS)


def _show_that_it_is_she(page: Page) -> None:
    page.get_by_label("Passwort").fill(PASSWORD)
    Mouse(page).press("Weiter")


def _walk(page: Page, way: str) -> None:
    address, *links = way.split(" > ")
    answer = page.goto(address)
    assert answer is not None
    assert answer.ok, address
    for link in links:
        page.locator(link).first.click()
        page.wait_for_load_state()
