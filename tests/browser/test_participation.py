"""Every kind of page from idea to project in a real browser: accessible, light and dark, from 320 pixels on.

What lies there is the demo: the replay of 2018 and what goes on today.
"""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser import workshop
from tests.browser.axe import assert_sound

Visit = Callable[..., Page]
TODAY = "/workshops/beispiel-e-government/"
SOON = "/workshops/beispiel-mobilitaet/"
AT_DESK = "/arbeitsplatz/workshops/beispiel-mobilitaet/"
RUNNING = "/arbeitsplatz/lenkungskreis/ > main a[href*='/sitzungen/2']"
"""The newest meeting: a circular resolution with an open ballot."""
ITEM = f"{RUNNING} > a[href*='/punkte/']"
PUBLIC = [
    "/ideen/",
    "/ideen/?feld=mobilitaet&bezirk=mitte&sort=unterstuetzt",
    "/ideen/?q=xyzxyz",
    "/ideen/ > .idea h3 a",
    "/ideen/?stand=umgesetzt > .idea h3 a",
    "/ideen/?stand=nicht-weiterverfolgt > .idea h3 a",
    "/ideen/?q=Trinkbrunnen > .idea h3 a > a[href$='/melden/']",
    "/ideen/neu/",
    "/ideen/neu/?leistung=hund-anmelden&schritt=halter",
    "/ideen/999999/",
    "/workshops/",
    SOON,
    f"{SOON}anmelden/",
    "/workshops/platz/",
    TODAY,
    f"{TODAY}anmelden/",
    "/workshops/ > a[href*='2018']",
    "/lenkungskreis/",
    "/lenkungskreis/ > a[href*='/lenkungskreis/sitzungen/']",
    "/lenkungskreis/sitzungen/2019-01-21/",
    "/lenkungskreis/sitzungen/2019-01-21/ > a[href*='/lenkungskreis/beschluesse/']",
    "/lenkungskreis/ > a[href*='/lenkungskreis/beschluesse/']",
    "/projekte/",
    "/projekte/?stand=in-arbeit",
    "/projekte/?feld=xyz",
    "/projekte/?stand=umgesetzt > main a[href^='/projekte/']:not([href*='?'])",
    "/projekte/leihraeder-fuer-rheinhausen/",
    "/mitmachen/zahlen/",
    "/mitmachen/zahlen/?reihe=alle",
    "/mitmachen/zahlen/?feld=xyz",
    "/raum/",
    "/raum/?code=AAAA-AAAA",
]
SIGNED_IN = [
    ("anna", "/mein/ideen/"),
    ("anna", "/mein/ideen/?liste=unterstuetzt"),
    ("anna", "/mein/ideen/ > .idea h3 a"),
    ("anna", "/mein/ideen/ > .idea h3 a:has-text('Freie Termine') > a[href='aendern/']"),
    ("anna", "/mein/ideen/ > .idea h3 a:has-text('Freie Termine') > a[href='zurueckziehen/']"),
    ("bernd", "/ideen/?q=Trinkbrunnen > .idea h3 a"),
    ("bernd", "/ideen/?q=Trinkbrunnen > .idea h3 a > a[href$='/kommentar/']"),
    ("clara", "/mein/ideen/"),
    ("lena", "/arbeitsplatz/ideen/"),
    ("lena", "/arbeitsplatz/ideen/?liste=antwort"),
    ("lena", "/arbeitsplatz/ideen/?liste=meldungen"),
    ("lena", "/arbeitsplatz/ideen/?liste=einsprueche"),
    ("lena", "/arbeitsplatz/ideen/?liste=einsprueche > main a[href*='/einspruch/']"),
    ("lena", "/arbeitsplatz/ideen/?liste=alle"),
    ("lena", "/arbeitsplatz/ideen/protokoll/"),
    ("lena", "/arbeitsplatz/ideen/neu/"),
    ("lena", "/arbeitsplatz/workshops/"),
    ("lena", "/arbeitsplatz/workshops/reihe/"),
    ("lena", "/arbeitsplatz/workshops/neu/"),
    *(("lena", AT_DESK + panel) for panel in ("", "angaben/", "tische/", "verlegen/", "absagen/", "anmeldeschluss/")),
    *(("lena", AT_DESK + panel) for panel in ("verteilen/", "ankunft/", "stattgefunden/", "dokumentieren/")),
    ("lena", "/arbeitsplatz/workshops/ > main a[href*='2018']"),
    ("konrad", "/arbeitsplatz/lenkungskreis/"),
    ("konrad", "/arbeitsplatz/lenkungskreis/mitglieder/neu/"),
    ("konrad", "/arbeitsplatz/lenkungskreis/ > a[href$='/ende/']"),
    ("konrad", "/arbeitsplatz/lenkungskreis/dossiers/"),
    ("konrad", "/arbeitsplatz/lenkungskreis/dossiers/neu/"),
    ("konrad", "/arbeitsplatz/lenkungskreis/dossiers/ > tbody th a"),
    ("konrad", "/arbeitsplatz/lenkungskreis/dossiers/ > tbody th a > a[href$='/pruefung/']"),
    ("konrad", "/arbeitsplatz/lenkungskreis/sitzungen/neu/"),
    ("konrad", RUNNING),
    *(("konrad", f"{RUNNING} > a[href$='/{panel}/']") for panel in ("punkt", "niederschrift", "close")),
    ("konrad", ITEM),
    *(("konrad", f"{ITEM} > a[href$='/{panel}/']") for panel in ("aendern", "befangen", "stimmen", "schliessen")),
    ("lena", "/arbeitsplatz/projekte/"),
    ("lena", "/arbeitsplatz/projekte/?liste=alle"),
    ("lena", "/arbeitsplatz/projekte/neu/"),
    *(
        ("lena", f"/arbeitsplatz/projekte/leihraeder-fuer-rheinhausen/{panel}")
        for panel in ("", "bericht/", "meilensteine/", "aendern/", "umgesetzt/", "beenden/")
    ),
    ("lena", "/arbeitsplatz/projekte/leihraeder-fuer-rheinhausen/ > a[href$='/erreicht/']"),
    ("lena", "/arbeitsplatz/projekte/leihraeder-fuer-rheinhausen/ > a[href$='/verschieben/']"),
    ("emil", "/lenkungskreis/mein/"),
    ("emil", "/lenkungskreis/mein/ > a[href*='/bewerten/']"),
    ("emil", "/lenkungskreis/mein/ > a[href*='/abstimmen/']"),
    ("emil", "/lenkungskreis/mein/ > a[href*='/mein/sitzungen/']"),
]
"""Who, and where: an address, and then the first link of each kind."""

PANELS = ["antworten", "station", "aendern", "zusammenfuehren", "teilen", "verbergen"]


@pytest.mark.parametrize("way", PUBLIC)
def test_a_public_page_is_sound(visit: Visit, way: str) -> None:
    page = visit()
    _walk(page, way)
    assert_sound(page)


@pytest.mark.parametrize(("first", "way"), SIGNED_IN)
def test_a_personal_page_is_sound(visit: Visit, first: str, way: str) -> None:
    page = visit()
    workshop.sign_in(page, first)
    _walk(page, way)
    assert_sound(page)


@pytest.mark.parametrize("panel", ["", *PANELS])
def test_what_the_team_does_with_an_idea_is_sound(visit: Visit, panel: str) -> None:
    page = visit()
    workshop.sign_in(page, "lena")
    _walk(page, "/arbeitsplatz/ideen/?liste=alle&q=Trinkbrunnen > tbody th a")
    if panel:
        page.locator(f"main a[href$='/{panel}/']").first.click()
        page.wait_for_load_state()
    assert_sound(page)


def test_an_idea_that_lacks_something_is_sound(visit: Visit) -> None:
    page = visit()
    page.goto("/ideen/neu/")
    page.get_by_role("button", name="Idee senden").click()
    page.locator("#fehler").wait_for()
    assert_sound(page)


def test_an_idea_that_is_there_already_is_sound(visit: Visit) -> None:
    """On the way to the receipt, which is sound as well."""
    page = visit()
    # What the script offers while she types counts as shown, if it is faster than she is.
    page.route("**/ideen/aehnliche/**", lambda asked: asked.fulfill(body=""))
    page.goto("/ideen/neu/")
    page.locator("#id_title").fill("Trinkbrunnen am Innenhafen")
    page.locator("#id_text").fill(
        "Im Sommer gibt es zwischen Bahnhof und Innenhafen kein kostenloses Wasser. Ein Brunnen mit Fußpedal wäre "
        "einfach."
    )
    page.get_by_role("radio", name="Infrastruktur").check()
    page.get_by_role("button", name="Idee senden").click()
    page.get_by_role("button", name="Trotzdem senden").wait_for()
    assert_sound(page)
    page.get_by_role("button", name="Trotzdem senden").click()
    page.get_by_role("heading", name="Danke.").wait_for()
    assert_sound(page)
    page.locator(".seed a").click()
    page.get_by_role("link", name="Zurückziehen").or_(page.get_by_role("link", name="zurückziehen")).first.wait_for()
    assert_sound(page)


def test_a_registration_that_lacks_something_and_a_place_are_sound(visit: Visit) -> None:
    page = visit()
    page.goto(f"{SOON}anmelden/")
    page.get_by_role("button", name="Anmelden").last.click()
    page.locator("#fehler").wait_for()
    assert_sound(page)
    page.get_by_role("radio", name="Wirtschaft").check()
    page.get_by_label("Ihr Name").fill("Ada Beispiel")
    page.get_by_label("Ihre E-Mail-Adresse").fill("ada@rathaus.example")
    page.locator("#id_consent").check()
    page.get_by_role("button", name="Anmelden").last.click()
    page.wait_for_url("**/workshops/platz/**")
    assert_sound(page)


def test_board_pool_and_wall_of_a_room_are_sound(visit: Visit) -> None:
    lena = visit()
    workshop.sign_in(lena, "lena")
    lena.goto("/raum/oeffnen/beispiel-e-government/")
    room = lena.url.split("leitung/")[0]
    guest = visit(width=360, has_touch=True)
    guest.goto(room)
    assert_sound(guest)
    workshop.sit_down(guest, room, "Tisch 1")
    assert_sound(guest)
    for place in ("vorrat/", "leinwand/"):
        guest.goto(room + place)
        assert_sound(guest)
    for place in ("", "tische/", "ernte/", "bilder/"):
        lena.goto(f"{room}leitung/{place}")
        assert_sound(lena)


def _walk(page: Page, way: str) -> None:
    address, *links = way.split(" > ")
    page.goto(address)
    for link in links:
        page.locator(link).first.click()
        page.wait_for_load_state()
