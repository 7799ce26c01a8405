"""Second factors: an app, recovery codes, and what only opens with one."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from rathaus.foundation.accounts.factors import FactorAdapter
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.accounts.tests.visiting import (
    AGAIN,
    APP,
    CODES,
    FORGOTTEN,
    PASSWORD,
    SECOND_STEP,
    SECURITY,
    Outbox,
    app_code,
    citizen,
    code_in,
    set_up_app,
    show_again,
    sign_in,
    signed_in,
)
from rathaus.foundation.audit.models import Entry

pytestmark = pytest.mark.django_db(transaction=True)

STAFF_PAGE, STEP = "/arbeitsplatz/personal/", "/konto/sicherheit/zweiter-schritt/"


@pytest.fixture
def secret(anna: Person) -> str:
    """Of the app that Anna has."""
    return set_up_app(signed_in(anna))[0]


def at_second_step(person: Person) -> Client:
    client = Client()
    assert sign_in(client, person).headers["Location"] == SECOND_STEP
    return client


def is_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


def codes_of(client: Client) -> list[str]:
    return re.findall(r'<code class="code">(\d{8})</code>', client.get(CODES).content.decode())


def test_with_an_app_the_password_alone_does_not_let_in(anna: Person, secret: str) -> None:
    client = at_second_step(anna)
    assert not is_in(client)
    assert "Das hat nicht geklappt." in client.post(SECOND_STEP, {"code": "000000"}).content.decode()
    assert client.post(SECOND_STEP, {"code": app_code(secret)}).headers["Location"] == "/mein/"
    assert is_in(client)


def test_what_she_was_on_the_way_to_outlives_the_second_step(anna: Person, secret: str) -> None:
    client = Client()
    client.post("/konto/anmelden/", {"login": anna.email, "password": PASSWORD, "next": "/mein/postfach/"})
    assert client.post(SECOND_STEP, {"code": app_code(secret)}).headers["Location"] == "/mein/postfach/"


def test_a_code_of_the_app_is_good_once_even_in_another_process(anna: Person, secret: str) -> None:
    code = app_code(secret)
    first, second = at_second_step(anna), at_second_step(anna)
    first.post(SECOND_STEP, {"code": code})
    cache.clear()
    second.post(SECOND_STEP, {"code": code})
    assert (is_in(first), is_in(second)) == (True, False)


def test_an_older_code_is_not_taken_after_a_newer_one(anna: Person, secret: str) -> None:
    first, second = at_second_step(anna), at_second_step(anna)
    first.post(SECOND_STEP, {"code": app_code(secret, 1)})
    second.post(SECOND_STEP, {"code": app_code(secret)})
    assert (is_in(first), is_in(second)) == (True, False)


@pytest.mark.parametrize(("steps", "taken"), [(-2, False), (-1, True), (1, True), (2, False)])
def test_the_clock_of_the_telephone_may_be_half_a_minute_off(
    anna: Person, secret: str, steps: int, taken: bool
) -> None:
    client = at_second_step(anna)
    client.post(SECOND_STEP, {"code": app_code(secret, steps)})
    assert is_in(client) is taken


def test_a_recovery_code_stands_in_for_a_lost_telephone_once(anna: Person) -> None:
    client = signed_in(anna)
    _, led = set_up_app(client)
    assert led == CODES
    code, *others = codes_of(client)
    assert len(others) == 9
    for expected in (True, False):
        visitor = at_second_step(anna)
        visitor.post(SECOND_STEP, {"code": code})
        assert is_in(visitor) is expected
    assert codes_of(client) == others


def test_new_recovery_codes_end_the_old_ones(anna: Person) -> None:
    client = signed_in(anna)
    set_up_app(client)
    old = codes_of(client)
    client.post(f"{CODES}neu/")
    assert not set(old) & set(codes_of(client))
    visitor = at_second_step(anna)
    visitor.post(SECOND_STEP, {"code": old[0]})
    assert not is_in(visitor)


def test_recovery_codes_can_be_kept_as_a_file_that_is_never_stored_by_the_browser(anna: Person) -> None:
    client = signed_in(anna)
    set_up_app(client)
    answer = client.get(f"{CODES}datei/")
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert all(code in answer.content.decode() for code in codes_of(client))


def test_secrets_rest_sealed(anna: Person, secret: str) -> None:
    kept = " ".join(str(one.data) for one in Authenticator.objects.all())
    assert secret not in kept
    assert Authenticator.objects.count() == 2


def test_a_new_password_by_mail_does_not_pass_by_the_second_factor(
    anna: Person, secret: str, mailoutbox: Outbox
) -> None:
    client = Client()
    client.post(FORGOTTEN, {"email": anna.email})
    client.post(f"{FORGOTTEN}code/", {"code": code_in(mailoutbox)})
    client.post(f"{FORGOTTEN}neu/", {"password1": "ganz anders und neu"})
    assert not is_in(client)
    assert sign_in(client, anna, "ganz anders und neu").headers["Location"] == SECOND_STEP


@pytest.mark.parametrize(
    "address",
    [
        "/konto/sicherheit/passkeys/neu/",
        APP,
        f"{APP}entfernen/",
        CODES,
        f"{CODES}neu/",
        f"{CODES}datei/",
    ],
)
def test_factors_are_changed_only_by_whoever_shows_again_that_it_is_her(
    anna: Person, secret: str, address: str
) -> None:
    client = at_second_step(anna)
    client.post(SECOND_STEP, {"code": app_code(secret)})
    led = client.get(address).headers["Location"]
    if address != APP:
        assert led == f"/konto/bestaetigen/?next={address.replace('/', '%2F')}"
        back = client.post(led, {"password": PASSWORD})
        assert back.headers["Location"] == address


def test_showing_again_lasts_ten_minutes(anna: Person) -> None:
    client = signed_in(anna)
    show_again(client)
    assert client.get(APP).status_code == 200
    session = client.session
    session["account_authentication_methods"][-1]["at"] -= 10 * 60
    session.save()
    assert client.get(APP).headers["Location"].startswith(AGAIN)


def test_the_app_serves_to_show_again_that_it_is_her(anna: Person, secret: str) -> None:
    client = at_second_step(anna)
    client.post(SECOND_STEP, {"code": app_code(secret)})
    again = f"/konto/bestaetigen/code/?next={CODES}"
    assert "Mit Ihrem Passwort" in client.get(again).content.decode()
    assert client.post(again, {"code": app_code(secret, 1)}).headers["Location"] == CODES
    assert client.get(CODES).status_code == 200


def test_every_change_of_factors_is_mailed_to_the_owner_and_written_down(anna: Person, mailoutbox: Outbox) -> None:
    anna.language = "en"
    anna.save()
    client = signed_in(anna)
    set_up_app(client)
    client.post(f"{CODES}neu/")
    client.post(f"{APP}entfernen/")
    assert [mail.to for mail in mailoutbox] == [[anna.email]] * 3
    verbs = [*Entry.objects.filter(verb__startswith="factor.").values_list("verb", "actor", "detail")]
    me = f"person:{anna.pk}"
    assert verbs == [
        ("factor.app_added", me, {}),
        ("factor.codes_made", me, {}),
        ("factor.app_removed", me, {}),
    ]


def test_the_overview_says_by_what_she_comes_in(anna: Person) -> None:
    client = signed_in(anna)
    page = client.get(SECURITY).content.decode()
    assert "nicht eingerichtet" in page
    assert "Notfall-Codes" not in page
    set_up_app(client)
    page = client.get(SECURITY).content.decode()
    assert "eingerichtet" in page
    assert "Sichern Sie Ihre Notfall-Codes" in page
    client.get(CODES)
    assert "Sichern Sie Ihre Notfall-Codes" not in client.get(SECURITY).content.decode()


def test_whoever_has_nothing_but_a_passkey_finds_recovery_codes_at_her_first_coming(anna: Person) -> None:
    Authenticator.objects.create(user=anna, type="totp", data={"secret": FactorAdapter().encrypt("A" * 32)})
    at_second_step(anna).post(SECOND_STEP, {"code": app_code("A" * 32)})
    assert Authenticator.objects.filter(user=anna, type="recovery_codes").count() == 1


def test_foreign_passkeys_cannot_be_touched(anna: Person) -> None:
    bernd = citizen("bernd")
    foreign = Authenticator.objects.create(user=bernd, type="webauthn", data={"name": "Schlüssel", "credential": {}})
    client = signed_in(anna)
    show_again(client)
    for way in ("umbenennen", "entfernen"):
        assert client.post(f"/konto/sicherheit/passkeys/{foreign.pk}/{way}/", {"name": "x"}).status_code == 404
    assert Authenticator.objects.get().data["name"] == "Schlüssel"


@pytest.fixture
def georg(settings: Settings) -> Person:
    """An administrator, where the administration needs a second factor."""
    settings.STAFF_FACTOR = True
    return citizen("georg", is_administrator=True)


def test_whoever_works_here_is_led_to_a_second_factor_and_on_to_what_she_wanted(georg: Person) -> None:
    client = signed_in(georg)
    led = client.get(STAFF_PAGE).headers["Location"]
    assert led == f"{STEP}?next={STAFF_PAGE}"
    page = client.get(led).content.decode()
    assert f"{APP}?next=/arbeitsplatz/personal/" in page
    _, led = set_up_app(client, f"{APP}?next={STAFF_PAGE}")
    assert led == f"{CODES}?next=%2Farbeitsplatz%2Fpersonal%2F"
    assert f'href="{STAFF_PAGE}"' in client.get(led).content.decode()
    assert client.get(STAFF_PAGE).status_code == 200


def test_having_a_factor_is_not_enough_it_must_have_been_used_in_this_session(georg: Person) -> None:
    secret, _ = set_up_app(signed_in(georg))
    client = Client()
    client.force_login(georg)
    led = client.get(STAFF_PAGE).headers["Location"]
    again = f"/konto/bestaetigen/code/?next={STAFF_PAGE}"
    assert again in client.get(led).content.decode()
    assert client.post(again, {"code": app_code(secret, 1)}).headers["Location"] == STAFF_PAGE
    assert client.get(STAFF_PAGE).status_code == 200
    assert client.get(STEP).headers["Location"] == STAFF_PAGE


def test_without_the_setting_the_administration_opens_with_a_password(georg: Person, settings: Settings) -> None:
    settings.STAFF_FACTOR = False
    assert signed_in(georg).get(STAFF_PAGE).status_code == 200


def test_the_second_factor_tells_strangers_nothing_of_the_administration(anna: Person, settings: Settings) -> None:
    settings.STAFF_FACTOR = True
    assert signed_in(anna).get(STAFF_PAGE).status_code == 404
    assert signed_in(anna).get("/mein/").status_code == 200


def test_the_way_on_leads_never_elsewhere(georg: Person) -> None:
    page = signed_in(georg).get(f"{STEP}?next=https://evil.example/").content.decode()
    assert "evil" not in page
