"""A door is joined to an account only by herself, signed in and just come through it."""

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.integrations.demo.cast import PASSWORD
from rathaus.integrations.openid.tests.conftest import Visitor, heading

JOIN, DOORS = "/konto/zugaenge/verbinden/", "/konto/zugaenge/"


@pytest.fixture
def at_anna(visitor: Visitor, anna: Person) -> Visitor:
    """Anna, signed in with her password."""
    anna.set_password(PASSWORD)
    anna.save()
    visitor.client.post("/konto/anmelden/", {"login": anna.email, "password": PASSWORD})
    assert visitor.person == anna
    return visitor


def prove_it_is_her(client: Client, address: str) -> str:
    """Send the form at ``address``; her password is asked, and then what she sent is done. Where it leads."""
    asked = client.post(address)
    assert asked.headers["Location"].startswith("/konto/bestaetigen/"), asked.headers
    return client.post(asked.headers["Location"], {"password": PASSWORD}).headers["Location"]


def test_she_is_asked_and_joins_with_her_password(at_anna: Visitor, anna: Person) -> None:
    at_anna.knows("max", given_name="Anna", family_name="Kowalski", acr="hoch")
    assert at_anna.comes().headers["Location"] == JOIN
    assert heading(at_anna.client.get(JOIN)) == "Möchten Sie Probe-Anmeldung mit diesem Konto verbinden?"
    assert not SocialAccount.objects.exists()
    assert prove_it_is_her(at_anna.client, JOIN) == DOORS
    assert SocialAccount.objects.get().user == anna
    assert at_anna.client.session["trust_level"] == 3
    assert "Probe-Anmeldung führt jetzt in Ihr Konto." in at_anna.client.get(DOORS).content.decode()
    at_anna.client = Client()
    at_anna.comes()
    assert at_anna.person == anna


def test_looking_at_the_question_joins_nothing_and_a_no_ends_it(at_anna: Visitor) -> None:
    at_anna.comes()
    at_anna.client.get(JOIN)
    at_anna.client.post("/konto/zugaenge/nicht-verbinden/")
    assert at_anna.client.post(JOIN).headers["Location"] == DOORS
    assert not SocialAccount.objects.exists()


def test_until_she_has_said_yes_the_door_vouches_for_nothing(at_anna: Visitor, anna: Person) -> None:
    at_anna.knows("max", acr="hoch", given_name="Max")
    at_anna.comes()
    assert at_anna.client.session.get("trust_level", 1) < 3
    assert not anna.facts.exists()


def test_whoever_signs_in_afterwards_is_not_asked_about_her_door(at_anna: Visitor, bernd: Person) -> None:
    at_anna.comes()
    kept = at_anna.client.session["arrival"]
    at_anna.client = Client()
    at_anna.client.force_login(bernd)
    session = at_anna.client.session
    session["arrival"] = kept
    session.save()
    assert at_anna.client.get(JOIN).headers["Location"] == DOORS


def test_the_question_waits_ten_minutes(at_anna: Visitor, monkeypatch: pytest.MonkeyPatch) -> None:
    at_anna.comes()
    monkeypatch.setattr("rathaus.foundation.accounts.arrivals.WAITS", -1)
    assert at_anna.client.get(JOIN).headers["Location"] == DOORS


def test_what_waits_rests_sealed(at_anna: Visitor) -> None:
    at_anna.knows("max", family_name="Moritz")
    at_anna.comes()
    assert "Moritz" not in str(dict(at_anna.client.session))


def test_a_door_that_leads_elsewhere_is_not_taken_along(at_anna: Visitor, anna: Person) -> None:
    other = Visitor(at_anna.issuer)
    other.comes()
    at_anna.comes()
    page = at_anna.client.get(JOIN)
    assert (page.status_code, heading(page)) == (409, "Probe-Anmeldung gehört zu einem anderen Konto")
    assert at_anna.client.post(JOIN).status_code == 409
    assert at_anna.person == anna
    assert SocialAccount.objects.get().user == other.person


def test_her_own_door_proves_more_within_her_session(at_anna: Visitor, anna: Person) -> None:
    SocialAccount.objects.create(user=anna, provider="probe", uid="max")
    at_anna.knows("max", acr="hoch")
    assert at_anna.comes(onward="/mein/vorgaenge/").headers["Location"] == "/mein/vorgaenge/"
    assert at_anna.person == anna
    assert at_anna.client.session["trust_level"] == 3


def test_closing_a_door_takes_her_password(at_anna: Visitor, anna: Person) -> None:
    door = SocialAccount.objects.create(user=anna, provider="probe", uid="max")
    close = f"{DOORS}{door.pk}/trennen/"
    assert heading(at_anna.client.get(close)) == "Möchten Sie Probe-Anmeldung von Ihrem Konto trennen?"
    assert prove_it_is_her(at_anna.client, close) == DOORS
    assert not SocialAccount.objects.exists()
    assert [entry.verb for entry in Entry.objects.filter(verb__startswith="door.")] == ["door.closed"]


def test_the_last_way_in_stays(visitor: Visitor) -> None:
    visitor.comes()
    door = SocialAccount.objects.get()
    page = visitor.client.get(f"{DOORS}{door.pk}/trennen/")
    assert "Das ist Ihr letzter Zugang" in page.content.decode()
    assert visitor.client.post(f"{DOORS}{door.pk}/trennen/").status_code == 409
    assert SocialAccount.objects.exists()


def test_nobody_sees_or_closes_the_door_of_another(at_anna: Visitor, bernd: Person) -> None:
    door = SocialAccount.objects.create(user=bernd, provider="probe", uid="bernd")
    assert at_anna.client.get(f"{DOORS}{door.pk}/trennen/").status_code == 404
    assert "zuletzt benutzt" not in at_anna.client.get(DOORS).content.decode()


def test_a_door_nobody_offers_any_more_can_still_be_closed(at_anna: Visitor, anna: Person) -> None:
    door = SocialAccount.objects.create(user=anna, provider="abgeschafft", uid="x")
    assert "abgeschafft" in at_anna.client.get(DOORS).content.decode()
    assert at_anna.client.get(f"{DOORS}{door.pk}/trennen/").status_code == 200


def test_an_address_the_door_told_is_hers_once_our_code_proved_it(visitor: Visitor) -> None:
    visitor.knows("max", email="max@rathaus.example", email_verified=True)
    visitor.comes()
    page = visitor.client.get(DOORS).content.decode()
    assert "Ihr Anmeldedienst hat uns die Adresse max@rathaus.example genannt." in page
    assert visitor.person is not None
    assert visitor.person.email is None


def test_her_second_step_is_asked_at_this_door_too_and_only_then_it_vouches_for_her(
    visitor: Visitor, anna: Person
) -> None:
    secret = generate_totp_secret()
    TOTP.activate(anna, secret)
    SocialAccount.objects.create(user=anna, provider="probe", uid="max")
    visitor.knows("max", acr="hoch", family_name="Nachtigall")
    assert visitor.comes().headers["Location"] == "/konto/anmelden/zweiter-schritt/"
    assert visitor.person is None
    assert "trust_level" not in visitor.client.session
    assert "Nachtigall" not in str(dict(visitor.client.session))
    assert "token" not in visitor.client.session["account_login"]["signal_kwargs"]["sociallogin"]
    assert not anna.facts.exists()
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    visitor.client.post("/konto/anmelden/zweiter-schritt/", {"code": code})
    assert visitor.person == anna
    assert visitor.client.session["trust_level"] == 3
    assert anna.facts.exists()
