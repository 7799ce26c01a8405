"""Passkeys in a real browser, with an authenticator that Chromium makes up: as on a telephone that knows its owner."""

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import CDPSession, Page

from rathaus.integrations.demo.cast import CAST, PASSWORD
from tests.browser.axe import assert_sound
from tests.browser.hands import Keyboard, Mouse

Visit = Callable[..., Page]
DEVICE = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
AT_WORK = "**/arbeitsplatz/"
TROUBLE = "Das hat nicht geklappt."


class Device:
    """The authenticator of one page."""

    def __init__(self, page: Page) -> None:
        self.session: CDPSession = page.context.new_cdp_session(page)
        self.session.send("WebAuthn.enable")
        added = self.session.send("WebAuthn.addVirtualAuthenticator", {"options": DEVICE})
        self.name = added["authenticatorId"]

    def passkeys(self) -> list[dict]:
        return self.session.send("WebAuthn.getCredentials", {"authenticatorId": self.name})["credentials"]

    def recognises_its_owner(self, does: bool) -> None:
        told = {"authenticatorId": self.name, "isUserVerified": does}
        self.session.send("WebAuthn.setUserVerified", told)


@pytest.fixture
def mail_to(house_data: Path) -> Callable[[str], str]:
    """The newest mail to an address, from where the demo puts its mail."""

    def newest(email: str) -> str:
        for _ in range(100):
            files = sorted((house_data / "mail").glob("*.log"), key=lambda file: file.stat().st_mtime)
            texts = [text for file in files if f"To: {email}" in (text := file.read_text())]
            if texts:
                return texts[-1].split("To: ")[-1]
            time.sleep(0.1)
        raise AssertionError(f"no mail to {email}")

    return newest


@pytest.fixture
def new_address() -> str:
    return f"neu{time.time_ns()}@rathaus.example"


def sign_in(page: Page, first: str) -> None:
    page.goto("/konto/anmelden/")
    hand = Mouse(page)
    hand.type("E-Mail-Adresse", CAST[first].email)
    hand.type("Passwort", PASSWORD)
    hand.press("Anmelden")
    page.wait_for_url(AT_WORK if CAST[first].on_staff else "**/mein/")


def add_passkey(page: Page) -> None:
    page.goto("/konto/sicherheit/passkeys/neu/")
    if page.locator("h1").inner_text() == "Sind Sie es?":
        Mouse(page).type("Passwort", PASSWORD)
        Mouse(page).press("Weiter")
    page.get_by_role("button", name="Passkey anlegen").click()
    page.wait_for_load_state()


def test_a_passkey_is_added_and_then_alone_lets_in(visit: Visit) -> None:
    page = visit()
    device = Device(page)
    sign_in(page, "bernd")
    add_passkey(page)
    page.wait_for_url("**/notfall-codes/")
    assert_sound(page)
    assert len(device.passkeys()) == 1
    assert device.passkeys()[0]["rpId"] == "localhost"
    for path in ("", "passkeys/", "passkeys/neu/", "app/", "notfall-codes/", "notfall-codes/neu/"):
        page.goto(f"/konto/sicherheit/{path}")
        assert_sound(page)
    page.goto("/konto/geraete/")
    assert_sound(page)
    page.context.clear_cookies()
    page.goto("/konto/anmelden/?next=/mein/postfach/")
    assert_sound(page)
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    page.wait_for_url(lambda url: url.endswith("/mein/postfach/") and "next" not in url)
    _rename_and_remove(page)


def _rename_and_remove(page: Page) -> None:
    page.goto("/konto/sicherheit/passkeys/")
    hand = Mouse(page)
    page.get_by_role("link", name="Umbenennen").click()
    page.get_by_role("button", name="Passkey benutzen").or_(page.get_by_label("Passwort")).first.wait_for()
    if page.get_by_label("Passwort").count():
        hand.type("Passwort", PASSWORD)
        hand.press("Weiter")
    assert_sound(page)
    hand.type("Name", "Mein Telefon")
    hand.press("Namen speichern")
    page.get_by_text("Mein Telefon").first.wait_for()
    page.get_by_role("link", name="Entfernen").click()
    assert_sound(page)
    hand.press("Passkey entfernen")
    page.get_by_text("Sie haben noch keinen Passkey.").wait_for()


def test_an_account_without_any_password_is_made_and_used_with_the_keyboard_alone(
    visit: Visit, new_address: str, mail_to: Callable[[str], str]
) -> None:
    page = visit()
    device = Device(page)
    page.goto("/konto/anlegen/mit-passkey/")
    assert_sound(page)
    hand = Keyboard(page)
    hand.type("Ihr Name", "Nele Neu")
    hand.type("E-Mail-Adresse", new_address)
    hand.press("Weiter")
    page.wait_for_url("**/e-mail/code/")
    code = re.search(r"^[A-Z0-9]{4}-[A-Z0-9]{4}$", mail_to(new_address), re.MULTILINE)
    hand.type("Code aus der E-Mail", code[0])
    hand.press("Weiter")
    page.wait_for_url("**/anlegen/passkey/")
    assert_sound(page)
    hand.press("Passkey anlegen")
    page.wait_for_url("**/mein/")
    assert len(device.passkeys()) == 1
    page.goto("/konto/sicherheit/")
    assert page.locator("dd", has_text="keines").count() == 1
    page.context.clear_cookies()
    page.goto("/konto/anmelden/")
    hand.press("Mit Passkey anmelden")
    page.wait_for_url("**/mein/")
    page.goto("/konto/sicherheit/app/")
    assert page.locator("h1").inner_text() == "Sind Sie es?"
    assert_sound(page)
    hand.press("Passkey benutzen")
    page.wait_for_url("**/sicherheit/app/")
    assert page.locator("h1").inner_text() == "App einrichten"


def test_a_passkey_is_the_second_step_after_a_password(visit: Visit) -> None:
    page = visit()
    device = Device(page)
    sign_in(page, "jana")
    add_passkey(page)
    page.wait_for_url("**/notfall-codes/")
    page.context.clear_cookies()
    page.goto("/konto/anmelden/")
    Mouse(page).type("E-Mail-Adresse", CAST["jana"].email)
    Mouse(page).type("Passwort", PASSWORD)
    Mouse(page).press("Anmelden")
    page.wait_for_url("**/zweiter-schritt/")
    assert_sound(page)
    page.get_by_role("button", name="Passkey benutzen").click()
    page.wait_for_url(AT_WORK)
    add_passkey(page)
    page.get_by_text(TROUBLE).wait_for()
    assert len(device.passkeys()) == 1


def test_a_device_that_does_not_recognise_its_owner_lets_nobody_in_and_says_so(visit: Visit) -> None:
    page = visit()
    device = Device(page)
    sign_in(page, "hatice")
    add_passkey(page)
    page.wait_for_url("**/notfall-codes/")
    page.context.clear_cookies()
    device.recognises_its_owner(False)
    page.goto("/konto/anmelden/")
    assert page.get_by_text(TROUBLE).is_hidden()
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    page.get_by_text(TROUBLE).wait_for()
    assert_sound(page)
    assert page.url.endswith("/konto/anmelden/")


def test_an_answer_is_good_once_and_only_for_the_session_that_was_asked(visit: Visit) -> None:
    page = visit()
    Device(page)
    sign_in(page, "ivo")
    add_passkey(page)
    page.wait_for_url("**/notfall-codes/")
    page.context.clear_cookies()
    sent: list[str] = []
    page.on("request", lambda request: sent.append(request.post_data or "") if request.method == "POST" else None)
    page.goto("/konto/anmelden/")
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    page.wait_for_url(AT_WORK)
    answer = next(one for one in sent if "credential=" in one)
    page.context.clear_cookies()
    page.goto("/konto/anmelden/")
    with page.expect_navigation():
        page.evaluate(
            """answer => {
              const form = document.querySelector("[data-passkey]");
              form.elements.credential.value = new URLSearchParams(answer).get("credential");
              form.submit();
            }""",
            answer,
        )
    page.get_by_text("Bitte versuchen Sie es noch einmal.").wait_for()
    assert page.url.endswith("/konto/anmelden/")


def test_without_scripts_the_page_says_what_passkeys_need(visit: Visit) -> None:
    page = visit(java_script_enabled=False)
    page.goto("/konto/anmelden/")
    page.get_by_role("button", name="Mit Passkey anmelden").click()
    page.get_by_role("status").get_by_text("Passkeys brauchen JavaScript.").wait_for()
    assert page.url.endswith("/konto/anmelden/")
    assert page.locator("h1").inner_text() == "Anmelden"
