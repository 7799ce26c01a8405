"""Hints in a real browser: asked for only after a click, shown by the script it keeps, and it says when it cannot."""

from collections.abc import Callable
from typing import Any

from playwright.sync_api import Page, expect

from rathaus.integrations.demo.cast import CAST, PASSWORD

Visit = Callable[..., Page]
PLACE = "/mein/benachrichtigungen/"
SUBSCRIBED = """
PushManager.prototype.subscribe = async (options) => ({ toJSON: () => ({
  endpoint: "https://fcm.googleapis.com/fcm/send/abc:APA91b",
  keys: {
    p256dh: btoa(String.fromCharCode(...options.applicationServerKey)).replaceAll("+", "-").replaceAll("/", "_"),
    auth: "AAAAAAAAAAAAAAAAAAAAAA",
  },
})});
"""
"""What a browser with a push service answers; Chromium without Google has none. Our own key serves as its key."""
NO_SERVICE = "PushManager.prototype.subscribe = async () => { throw new DOMException('no service', 'AbortError'); }"
"""As Chromium does by itself in a private window, where it also writes an error into the console."""


def at_settings(visit: Visit, house: str, *, permitted: bool, script: str = "") -> Page:
    page = visit()
    if permitted:
        page.context.grant_permissions(["notifications"], origin=house)
    if script:
        page.add_init_script(script)
    sign_in(page)
    page.goto(PLACE)
    return page


def sign_in(page: Page) -> None:
    page.goto("/konto/anmelden/")
    page.fill("[name=login]", CAST["bernd"].email)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/mein/")


def button(page: Page) -> Any:
    return page.get_by_role("button", name="In diesem Browser Hinweise zeigen")


def test_a_browser_without_push_service_says_so_and_nothing_breaks(visit: Visit, house: str) -> None:
    page = at_settings(visit, house, permitted=True, script=NO_SERVICE)
    expect(page.locator("[data-hints-missing]")).to_be_hidden()
    button(page).click()
    expect(page.locator("form[data-hints] [role=status]")).to_contain_text("Das hat nicht geklappt")
    expect(button(page)).to_be_enabled()


def test_who_does_not_permit_it_is_told_where_to_change_that(visit: Visit, house: str) -> None:
    script = "Notification.requestPermission = async () => 'denied'"
    page = at_settings(visit, house, permitted=False, script=script)
    button(page).click()
    expect(page.locator("form[data-hints] [role=status]")).to_contain_text("nicht erlaubt")


def test_nobody_is_asked_before_she_clicks(visit: Visit, house: str) -> None:
    script = "Notification.requestPermission = async () => { window.asked = true; return 'denied'; }"
    page = at_settings(visit, house, permitted=False, script=script)
    assert page.evaluate("window.asked") is None
    assert page.evaluate("navigator.serviceWorker.getRegistrations().then((all) => all.length)") == 0


def test_a_device_is_added_its_script_shows_a_hint_and_it_is_removed(visit: Visit, house: str) -> None:
    page = at_settings(visit, house, permitted=True, script=SUBSCRIBED)
    button(page).click()
    remove = page.get_by_role("button", name="Entfernen")
    expect(remove).to_have_count(1)
    expect(page.get_by_text("Chrome auf Linux").first).to_be_visible()
    assert shown_after_push(page, house) == [["Neue Nachricht in Ihrem Postfach", "/mein/postfach/"]]
    remove.click()
    expect(remove).to_have_count(0)


def shown_after_push(page: Page, house: str) -> list[list[str]]:
    """Delivers a hint to the browser's own script, as its push service would."""
    session = page.context.new_cdp_session(page)
    found: list[str] = []
    session.on(
        "ServiceWorker.workerRegistrationUpdated",
        lambda event: found.extend(each["registrationId"] for each in event["registrations"]),
    )
    session.send("ServiceWorker.enable")
    page.wait_for_function("navigator.serviceWorker.getRegistration('/benachrichtigungen/').then((one) => one?.active)")
    data = '{"title": "Neue Nachricht in Ihrem Postfach", "path": "/mein/postfach/"}'
    session.send("ServiceWorker.deliverPushMessage", {"origin": house, "registrationId": found[0], "data": data})
    page.wait_for_function(f"{SHOWN}.then((all) => all.length)")
    return page.evaluate(f"{SHOWN}.then((all) => all.map((one) => [one.title, one.data.path]))")


SHOWN = "navigator.serviceWorker.getRegistration('/benachrichtigungen/').then((one) => one.getNotifications())"


def test_without_scripts_the_page_says_what_is_needed_and_the_rest_works(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    sign_in(page)
    page.goto(PLACE)
    expect(page.locator("[data-hints-missing]")).to_contain_text("Nötig sind JavaScript")
    expect(button(page)).to_be_hidden()
    page.get_by_label("E-Mail: Workshops").select_option("weekly")
    page.get_by_role("button", name="Speichern").click()
    expect(page.get_by_label("E-Mail: Workshops")).to_have_value("weekly")
