"""Proving an address: by a code, by a link in any browser, and after a slip in it."""

import base64
import time

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

from rathaus.foundation.accounts import proving
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.accounts.tests.visiting import (
    FORGOTTEN,
    PASSWORD,
    SIGN_IN,
    SIGN_UP,
    WAITING,
    Outbox,
    citizen,
    code_in,
    link_in,
    show_again,
    sign_in,
    signed_in,
    without_tokens,
)

pytestmark = pytest.mark.django_db

WANTED = "/mein/postfach/"


@pytest.fixture
def waiting(client: Client) -> Client:
    """Somebody who has signed up with a slip in her address and waits for a code."""
    client.post(SIGN_UP, {"name": "Anna", "email": "ana@rathaus.example", "password1": PASSWORD, "next": WANTED})
    return client


def correct(client: Client, email: str) -> str:
    return client.post(WAITING, {"action": "change", "email": email}, follow=True).content.decode()


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def test_a_slip_in_the_address_is_corrected_where_she_waits_and_nothing_is_lost(
    waiting: Client, mailoutbox: Outbox
) -> None:
    session = waiting.session
    session["drafts"] = {"hund-anmelden": "1"}
    session.save()
    old = code_in(mailoutbox)
    assert "eine E-Mail an anna@rathaus.example geschickt" in correct(waiting, "Anna@rathaus.example")
    assert mailoutbox[-1].to == ["anna@rathaus.example"]
    waiting.post(WAITING, {"code": old})
    assert not is_in(waiting)
    assert waiting.post(WAITING, {"code": code_in(mailoutbox)}).headers["Location"] == WANTED
    anna = Person.objects.get()
    assert (anna.email, anna.name, anna.check_password(PASSWORD)) == ("anna@rathaus.example", "Anna", True)
    assert [*EmailAddress.objects.values_list("email", "verified")] == [("anna@rathaus.example", True)]
    assert waiting.session["drafts"] == {"hund-anmelden": "1"}


def test_whoever_typed_the_address_of_somebody_else_corrects_it_too(client: Client, mailoutbox: Outbox) -> None:
    bernd = citizen("bernd")
    client.post(SIGN_UP, {"name": "Anna", "email": bernd.email, "password1": PASSWORD, "next": WANTED})
    assert "Adresse vertippt?" in client.get(WAITING).content.decode()
    correct(client, "anna@rathaus.example")
    assert client.post(WAITING, {"code": code_in(mailoutbox)}).headers["Location"] == WANTED
    anna = Person.objects.get(email="anna@rathaus.example")
    assert (anna.name, anna.check_password(PASSWORD)) == ("Anna", True)
    assert client.session["_auth_user_id"] == str(anna.pk)


def test_correcting_into_the_address_of_somebody_else_makes_nothing_hers(waiting: Client, mailoutbox: Outbox) -> None:
    bernd = citizen("bernd")
    page = correct(waiting, bernd.email)
    assert "eine E-Mail an bernd@rathaus.example geschickt" in page
    assert "Es gibt aber schon eines." in mailoutbox[-1].body
    waiting.post(WAITING, {"code": code_in(mailoutbox[:1])})
    assert not is_in(waiting)
    correct(waiting, "anna@rathaus.example")
    waiting.post(WAITING, {"code": code_in(mailoutbox)})
    assert is_in(waiting)


@pytest.mark.parametrize("email", ["", "keine Adresse", "ana@rathaus.example"])
def test_a_correction_that_is_none_is_told_at_its_field_and_costs_no_try(waiting: Client, email: str) -> None:
    for _ in range(4):
        page = waiting.post(WAITING, {"action": "change", "email": email}).content.decode()
        assert 'id="id_email_error"' in page
    assert "Code aus der E-Mail" in waiting.get(WAITING).content.decode()


def test_the_waiting_page_is_the_same_for_known_and_unknown_addresses_before_and_after_a_correction() -> None:
    citizen("bernd")
    pages = []
    for email in ("bernd@rathaus.example", "neu@rathaus.example"):
        client = Client()
        client.post(SIGN_UP, {"name": "Anna", "email": email, "password1": PASSWORD})
        first = client.get(WAITING).content.decode().replace(email, "…")
        second = correct(client, f"ganz.{email}").replace(email, "…")
        pages.append([without_tokens(first), without_tokens(second)])
    assert pages[0] == pages[1]


def test_a_new_code_can_be_asked_for(waiting: Client, mailoutbox: Outbox, cache_emptied: None) -> None:
    old = code_in(mailoutbox)
    waiting.post(WAITING, {"action": "resend"})
    assert code_in(mailoutbox) != old
    waiting.post(WAITING, {"code": code_in(mailoutbox)})
    assert is_in(waiting)


@pytest.mark.parametrize(("minutes", "holds"), [(9, True), (11, False)])
def test_codes_by_mail_end_after_ten_minutes(
    waiting: Client, mailoutbox: Outbox, minutes: int, holds: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    true = time.time
    monkeypatch.setattr(time, "time", lambda: true() + minutes * 60)
    waiting.post(WAITING, {"code": code_in(mailoutbox)})
    assert is_in(waiting) is holds


@pytest.fixture
def cache_emptied(waiting: Client) -> None:
    """Ten seconds later: mails to one address keep that distance."""
    cache.clear()


def test_the_link_works_in_another_browser_and_where_she_waits_it_goes_on(waiting: Client, mailoutbox: Outbox) -> None:
    other = Client()
    link = link_in(mailoutbox)
    assert "Ja, das war ich" in other.get(link).content.decode()
    assert other.post(link).headers["Location"] == SIGN_IN
    assert not is_in(other)
    page = waiting.get(WAITING).content.decode()
    assert "Ihre Adresse ist bestätigt." in page
    assert not is_in(waiting)
    assert waiting.post(WAITING).headers["Location"] == WANTED
    assert is_in(waiting)


def test_the_link_leads_in_where_she_has_signed_up(waiting: Client, mailoutbox: Outbox) -> None:
    assert waiting.post(link_in(mailoutbox)).headers["Location"] == WANTED
    assert is_in(waiting)


def test_programs_that_open_links_prove_nothing_and_use_nothing_up(waiting: Client, mailoutbox: Outbox) -> None:
    link = link_in(mailoutbox)
    for _ in range(5):
        Client().get(link)
        Client().head(link)
    assert not EmailAddress.objects.get().verified
    Client().post(link)
    assert EmailAddress.objects.get().verified


def test_a_link_is_good_once_for_a_day_and_only_for_the_address_it_went_to(
    waiting: Client, mailoutbox: Outbox, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = link_in(mailoutbox)
    correct(waiting, "anna@rathaus.example")
    second = link_in(mailoutbox)
    assert Client().post(first).status_code == 404
    with monkeypatch.context() as later:
        later.setattr(proving, "LINK_LASTS", -1)
        assert Client().post(second).status_code == 404
    assert Client().post(second).status_code == 302
    assert Client().post(second).status_code == 404
    assert Client().get(second).status_code == 404


@pytest.mark.parametrize("change", [lambda key: key[:-4] + "AAAA", lambda key: "x", lambda key: key[8:], lambda k: "é"])
def test_a_made_up_link_proves_nothing(waiting: Client, mailoutbox: Outbox, change: object) -> None:
    key = link_in(mailoutbox).split("/")[-2]
    answer = Client().post(f"/konto/e-mail/bestaetigen/{change(key)}/")
    assert answer.status_code == 404
    assert "Dieser Link gilt nicht mehr" in answer.content.decode()
    assert not EmailAddress.objects.get().verified


def test_the_link_tells_no_address(waiting: Client, mailoutbox: Outbox) -> None:
    key = link_in(mailoutbox).split("/")[-2]
    assert b"rathaus" not in base64.urlsafe_b64decode(key + "===")


def test_a_changed_address_is_proved_by_link_in_another_browser(mailoutbox: Outbox) -> None:
    anna = citizen()
    client = signed_in(anna)
    show_again(client)
    client.post("/konto/e-mail/", {"email": "neu@rathaus.example", "action_add": ""})
    link = link_in(mailoutbox)
    Client().post(link)
    anna.refresh_from_db()
    assert anna.email == "neu@rathaus.example"
    assert mailoutbox[-1].to == ["anna@rathaus.example"]
    assert client.post(WAITING).headers["Location"] == "/konto/sicherheit/"
    assert Client().post(link).status_code == 404


def test_an_address_that_somebody_else_proved_first_stays_hers(mailoutbox: Outbox) -> None:
    anna = citizen()
    client = signed_in(anna)
    show_again(client)
    client.post("/konto/e-mail/", {"email": "bernd@rathaus.example", "action_add": ""})
    citizen("bernd")
    assert Client().post(link_in(mailoutbox)).status_code == 404
    anna.refresh_from_db()
    assert anna.email == "anna@rathaus.example"


def test_whoever_comes_back_another_day_proves_her_address_at_signing_in(
    waiting: Client, mailoutbox: Outbox, cache_emptied: None
) -> None:
    client = Client()
    assert sign_in(client, Person.objects.get()).headers["Location"] == WAITING
    correct(client, "anna@rathaus.example")
    client.post(WAITING, {"code": code_in(mailoutbox)})
    assert is_in(client)


def test_mails_are_in_the_language_of_whom_they_go_to(mailoutbox: Outbox) -> None:
    citizen("bernd", language="en")
    Client().post(FORGOTTEN, {"email": "bernd@rathaus.example"})
    english = Client(headers={"cookie": "sprache=en"})
    english.cookies["sprache"] = "en"
    english.post(SIGN_UP, {"name": "Eve", "email": "eve@rathaus.example", "password1": PASSWORD})
    assert Person.objects.get(email="eve@rathaus.example").language == "en"
    assert "Guten Tag" not in mailoutbox[0].body
    assert "Guten Tag" not in mailoutbox[1].body


def test_whoever_began_an_account_in_her_name_does_not_get_in_when_she_takes_it(
    waiting: Client, mailoutbox: Outbox
) -> None:
    hers = Client()
    hers.post(FORGOTTEN, {"email": "ana@rathaus.example"})
    hers.post(f"{FORGOTTEN}code/", {"code": code_in(mailoutbox)})
    hers.post(f"{FORGOTTEN}neu/", {"password1": "ein anderes Lied von gestern"})
    assert EmailAddress.objects.get().verified
    cache.clear()
    for action in ({"action": "resend"}, {}):
        waiting.post(WAITING, action)
        assert not is_in(waiting)
