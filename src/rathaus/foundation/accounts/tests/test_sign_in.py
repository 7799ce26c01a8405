"""Signing up, in and out, as a visitor does it."""

import re
from smtplib import SMTPException
from unittest.mock import patch

import pytest
from allauth.account.models import EmailAddress
from django.core.mail import EmailMessage
from django.test import Client
from pytest_django import Settings

from rathaus.foundation.accounts.models import Person

pytestmark = pytest.mark.django_db

SIGN_IN, SIGN_UP, SIGN_OUT = "/konto/anmelden/", "/konto/anlegen/", "/konto/abmelden/"
FORGOTTEN = "/konto/passwort/vergessen/"
PASSWORD = "drei Möwen am Hafen"
Outbox = list[EmailMessage]


@pytest.fixture
def anna() -> Person:
    person = Person.objects.create_user("anna@rathaus.example", PASSWORD, name="Anna Kowalski")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    return person


def code_in(outbox: Outbox) -> str:
    """The line of the last mail that is nothing but a code."""
    found = re.search(r"^[A-Z0-9-]{6,12}$", outbox[-1].body, re.MULTILINE)
    assert found, outbox[-1].body
    return found[0]


def sign_up(client: Client, email: str, **more: str) -> tuple[int, str]:
    """Status and text of the page that follows, without what differs in every answer."""
    response = client.post(SIGN_UP, {"name": "Anna", "email": email, "password1": PASSWORD} | more, follow=True)
    return response.status_code, without_tokens(response.content.decode()).replace(email, "…")


def without_tokens(page: str) -> str:
    return re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", page)


def test_a_citizen_signs_up_confirms_her_address_and_is_in(client: Client, mailoutbox: Outbox) -> None:
    sign_up(client, "Neu@Rathaus.example")
    response = client.post("/konto/e-mail/code/", {"code": code_in(mailoutbox)})
    assert response.headers["Location"] == "/mein/"
    person = Person.objects.get(email="neu@rathaus.example")
    assert (person.name, client.session["_auth_user_id"]) == ("Anna", str(person.pk))


def test_with_more_proxies_told_than_there_are_the_operator_hears_of_it(
    client: Client, settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = settings.PROXIES = 99
    answer = client.post(SIGN_UP, {"name": "Anna", "email": "a@b.de"}, headers={"X-Forwarded-For": "198.51.100.7"})
    assert answer.status_code == 400
    assert "Oder rufen Sie an" in answer.content.decode()
    assert "RATHAUS_PROXIES is 99, but a request came through fewer proxies" in caplog.text
    assert "198.51.100.7" not in caplog.text


def test_without_the_code_nobody_gets_in(client: Client, mailoutbox: Outbox) -> None:
    sign_up(client, "neu@rathaus.example")
    page = client.post("/konto/e-mail/code/", {"code": "AAAA-AAAA"}).content.decode()
    assert "Dieser Code stimmt nicht." in page
    assert "_auth_user_id" not in client.session


def test_a_second_sign_up_looks_like_the_first_and_makes_no_account(anna: Person, mailoutbox: Outbox) -> None:
    assert sign_up(Client(), "neu@rathaus.example") == sign_up(Client(), anna.email)
    assert Person.objects.count() == 2
    assert "jemand wollte mit dieser E-Mail-Adresse ein Konto anlegen" in mailoutbox[-1].body


def test_a_forgotten_password_tells_nothing_of_other_accounts(anna: Person, mailoutbox: Outbox) -> None:
    pages = []
    for email in (anna.email, "niemand@rathaus.example"):
        visitor = Client()
        asked = visitor.post(FORGOTTEN, {"email": email}, follow=True)
        wrong = visitor.post(f"{FORGOTTEN}code/", {"code": "AAAA-AAAA"})
        pages.append([without_tokens(page.content.decode()).replace(email, "…") for page in (asked, wrong)])
    assert pages[0] == pages[1]
    assert [mail.to for mail in mailoutbox] == [[anna.email], ["niemand@rathaus.example"]]


def test_a_wrong_password_and_an_unknown_account_get_the_same_answer(client: Client, anna: Person) -> None:
    pages = []
    for email in (anna.email, "niemand@rathaus.example"):
        page = client.post(SIGN_IN, {"login": email, "password": "nicht ihr Passwort"})
        pages.append(without_tokens(page.content.decode()).replace(email, "…"))
    assert pages[0] == pages[1]
    assert "E-Mail-Adresse oder Passwort stimmen nicht." in pages[0]


def test_a_new_password_is_set_with_a_code_and_the_owner_is_told(
    client: Client, anna: Person, mailoutbox: Outbox
) -> None:
    client.post(FORGOTTEN, {"email": anna.email})
    client.post(f"{FORGOTTEN}code/", {"code": code_in(mailoutbox)})
    client.post(f"{FORGOTTEN}neu/", {"password1": "ganz anders und neu"})
    assert client.login(email=anna.email, password="ganz anders und neu")
    assert mailoutbox[-1].subject == "Ihr Passwort wurde geändert"


@pytest.mark.parametrize(
    ("asked", "led"),
    [
        ("/mein/postfach/", "/mein/postfach/"),
        ("https://evil.example/", "/mein/"),
        ("//evil.example/", "/mein/"),
        ("/\\evil.example/", "/mein/"),
        ("javascript:alert(1)", "/mein/"),
    ],
)
def test_after_signing_in_one_comes_to_the_page_asked_for_but_never_elsewhere(
    client: Client, anna: Person, asked: str, led: str
) -> None:
    response = client.post(SIGN_IN, {"login": anna.email, "password": PASSWORD, "next": asked})
    assert response.headers["Location"] == led


def test_signing_in_changes_the_session_and_keeps_what_a_guest_had_begun(client: Client, anna: Person) -> None:
    session = client.session
    session["drafts"] = {"hund-anmelden": "1"}
    session.save()
    before = session.session_key
    client.post(SIGN_IN, {"login": anna.email, "password": PASSWORD})
    assert client.session.session_key != before
    assert client.session["drafts"] == {"hund-anmelden": "1"}


def test_signing_out_takes_a_post_and_ends_the_session(client: Client, anna: Person) -> None:
    client.force_login(anna)
    cookie = client.session.session_key
    assert "Abmelden" in client.get(SIGN_OUT).content.decode()
    assert client.session["_auth_user_id"]
    client.post(SIGN_OUT)
    client.cookies["sitzung"] = cookie
    assert client.get("/mein/daten/").headers["Location"].startswith(SIGN_IN)


@pytest.mark.parametrize(
    ("password", "complaint"),
    [("zu kurz", "10"), ("1234567890", "leicht zu erraten"), ("x" * 300, "256"), ("", "dieses Feld aus")],
)
def test_a_weak_or_endless_password_is_refused_at_its_field(client: Client, password: str, complaint: str) -> None:
    page = client.post(
        SIGN_UP, {"name": "Anna", "email": "neu@rathaus.example", "password1": password}
    ).content.decode()
    error = re.search(r'id="id_password1_error".*?</p>', page, re.DOTALL)
    assert error
    assert re.search(complaint, error[0])
    assert 'href="#id_password1"' in page
    assert 'value="neu@rathaus.example"' in page
    assert not Person.objects.exists()


def test_a_long_sentence_with_spaces_and_umlauts_is_a_good_password(client: Client, mailoutbox: Outbox) -> None:
    sign_up(client, "neu@rathaus.example", password1="  Möwen über der Ruhr, " * 6)
    assert Person.objects.get().check_password("  Möwen über der Ruhr, " * 6)


@pytest.mark.parametrize("name", ["Anna\nBcc: alle@evil.example", "Anna\r\nX: 1", "\u202eannA", "A" * 120])
def test_a_name_reaches_no_header_and_no_mail(client: Client, mailoutbox: Outbox, name: str) -> None:
    sign_up(client, "neu@rathaus.example", name=name)
    sent = mailoutbox[-1].message()
    assert sent["Bcc"] is None
    assert sent["X"] is None
    assert "evil" not in sent.as_string()
    assert not {"\n", "\u202e"} & set(Person.objects.get().name)


def test_account_mails_name_our_own_address_whatever_host_was_asked(
    client: Client, anna: Person, mailoutbox: Outbox, settings: Settings
) -> None:
    settings.PUBLIC_ADDRESS = "https://rathaus.example"
    client.post(FORGOTTEN, {"email": "niemand@rathaus.example"}, headers={"host": "evil.example"})
    links = [word for word in mailoutbox[-1].body.split() if "://" in word]
    assert set(links) == {"https://rathaus.example/konto/anlegen/", "https://rathaus.example"}


def test_without_a_mail_server_the_visitor_is_told_and_nothing_breaks(anna: Person) -> None:
    with patch.object(EmailMessage, "send", side_effect=SMTPException):
        pages = [sign_up(Client(), email) for email in ("neu@rathaus.example", anna.email)]
    assert pages[0] == pages[1]
    assert pages[0][0] == 200
    assert "Wir können gerade keine E-Mail verschicken." in pages[0][1]


def test_too_many_wrong_passwords_make_a_pause(client: Client, anna: Person) -> None:
    for _ in range(6):
        page = client.post(SIGN_IN, {"login": anna.email, "password": "falsch falsch"}).content.decode()
    assert "Das war zu oft falsch." in page


def test_too_many_requests_get_429_and_a_time_to_come_back(client: Client) -> None:
    for _ in range(21):
        response = client.post(SIGN_UP)
    assert (response.status_code, response.headers["Retry-After"]) == (429, "300")
    assert "Einen Moment, bitte" in response.content.decode()


def test_limits_can_be_switched_off_for_load_tests(client: Client, settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    assert {client.post(SIGN_UP).status_code for _ in range(30)} == {200}


def test_changing_the_address_asks_for_the_password_and_a_code(
    client: Client, anna: Person, mailoutbox: Outbox
) -> None:
    client.force_login(anna)
    form = {"email": "anna.neu@rathaus.example", "action_add": ""}
    response = client.post("/konto/e-mail/", form)
    assert response.headers["Location"].startswith("/konto/bestaetigen/")
    # allauth goes on with the interrupted request by itself.
    client.post(response.headers["Location"], {"password": PASSWORD})
    response = client.post("/konto/e-mail/code/", {"code": code_in(mailoutbox)})
    assert response.headers["Location"] == "/mein/daten/"
    anna.refresh_from_db()
    assert anna.email == "anna.neu@rathaus.example"
    assert mailoutbox[-1].to == ["anna@rathaus.example"]


def test_the_password_is_changed_by_whoever_knows_it(client: Client, anna: Person) -> None:
    client.force_login(anna)
    wrong = client.post("/konto/passwort/aendern/", {"oldpassword": "falsch falsch", "password1": "ganz neu und lang"})
    assert "Das ist nicht Ihr bisheriges Passwort." in wrong.content.decode()
    response = client.post("/konto/passwort/aendern/", {"oldpassword": PASSWORD, "password1": "ganz neu und lang"})
    assert response.headers["Location"] == "/mein/daten/"


PAGES = [SIGN_IN, SIGN_UP, FORGOTTEN, "/konto/gesperrt/", "/konto/passwort/vergessen/fertig/"]
OWN_PAGES = [SIGN_OUT, "/konto/bestaetigen/", "/konto/e-mail/", "/konto/passwort/aendern/"]


@pytest.mark.parametrize("address", PAGES + OWN_PAGES)
def test_every_account_page_has_one_heading_and_is_never_stored(client: Client, anna: Person, address: str) -> None:
    if address in OWN_PAGES:
        client.force_login(anna)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": 0, "email": anna.email}]
    session.save()
    response = client.get(address)
    page = response.content.decode()
    assert response.status_code == 200
    assert page.count("<h1") == 1
    assert "no-store" in response.headers["Cache-Control"]


def test_nul_and_control_characters_are_no_server_error(client: Client) -> None:
    for address, fields in (
        (SIGN_IN, {"login": "a\x00@b.example", "password": "\x00"}),
        (SIGN_UP, {"name": "\x00", "email": "\x00", "password1": "\x00" * 12}),
        (FORGOTTEN, {"email": "\x00"}),
    ):
        assert client.post(address, fields).status_code == 200
