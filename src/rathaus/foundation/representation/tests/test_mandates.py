"""Giving a mandate by code, accepting it with open eyes, ending it at once."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.foundation.representation.actions.mandates import Terms, Unusable, accept, end, offer
from rathaus.foundation.representation.models import Mandate
from rathaus.foundation.representation.rules import MOST_GIVEN, may_act_for
from rathaus.foundation.representation.tests.conftest import Give, act, signed_in

HOME = "/mein/vertretung/"


def fields(**other: str) -> dict[str, str]:
    until = timezone.localdate() + timedelta(days=90)
    return {"label": "Bernd, mein Nachbar", "scope": "alles", "power": "act", "until": until.isoformat()} | other


def give_by_page(client: Client, **other: str) -> tuple[str, str]:
    """The mandate's page, and the code on it."""
    answer = client.post(f"{HOME}geben/", fields(**other))
    assert answer.status_code == 302
    page = client.get(answer.headers["Location"]).content.decode()
    found = re.search(r'class="code">([0-9A-Z-]{19})<', page)
    assert found
    return answer.headers["Location"], found[1]


def test_a_helper_sees_what_he_accepts_before_anything_counts(
    anna: Person, bernd: Person, anna_client: Client, bernd_client: Client
) -> None:
    place, code = give_by_page(anna_client)
    answer = bernd_client.post(f"{HOME}annehmen/", {"code": code.lower().replace("-", " ")})
    assert answer.headers["Location"] == f"{HOME}annehmen/bestaetigen/"
    page = bernd_client.get(f"{HOME}annehmen/bestaetigen/").content.decode()
    assert "Anna Kowalski gibt Ihnen eine Vollmacht" in page
    assert "Alles: jede Leistung und jeder Vorgang" in page
    assert "lesen und handeln" in page
    assert not may_act_for(bernd, anna.pk)
    bernd_client.post(f"{HOME}annehmen/bestaetigen/")
    assert may_act_for(bernd, anna.pk)
    page = anna_client.get(place).content.decode()
    assert "Bernd Schäfer" in page
    assert code not in page


def test_the_code_is_in_no_address_and_not_readable_in_the_database(anna_client: Client) -> None:
    place, code = give_by_page(anna_client)
    assert code not in place
    mandate = Mandate.objects.get()
    assert code not in str(vars(mandate))
    assert "Nachbar" not in str(vars(mandate))
    assert mandate.code == code


def test_a_code_counts_once(anna_client: Client, bernd_client: Client, clara_client: Client) -> None:
    _place, code = give_by_page(anna_client)
    for browser in (bernd_client, clara_client):
        browser.post(f"{HOME}annehmen/", {"code": code})
        browser.post(f"{HOME}annehmen/bestaetigen/")
    assert Mandate.objects.get().agent.name == "Bernd Schäfer"
    assert clara_client.post(f"{HOME}annehmen/", {"code": code}).status_code == 422


def test_two_with_one_code_at_the_last_step_get_one_mandate(
    anna: Person, anna_client: Client, bernd_client: Client, clara_client: Client
) -> None:
    _place, code = give_by_page(anna_client)
    for browser in (bernd_client, clara_client):
        browser.post(f"{HOME}annehmen/", {"code": code})
    bernd_client.post(f"{HOME}annehmen/bestaetigen/")
    assert clara_client.post(f"{HOME}annehmen/bestaetigen/").headers["Location"] == f"{HOME}annehmen/"
    assert Mandate.objects.get().agent.name == "Bernd Schäfer"


def test_a_code_expires(anna_client: Client, bernd_client: Client) -> None:
    _place, code = give_by_page(anna_client)
    Mandate.objects.update(code_until=timezone.now() - timedelta(seconds=1))
    assert bernd_client.post(f"{HOME}annehmen/", {"code": code}).status_code == 422


def test_nobody_accepts_her_own_code(anna: Person, anna_client: Client) -> None:
    _place, code = give_by_page(anna_client)
    anna_client.post(f"{HOME}annehmen/", {"code": code})
    assert "Das können Sie nicht annehmen" in anna_client.get(f"{HOME}annehmen/bestaetigen/").content.decode()
    anna_client.post(f"{HOME}annehmen/bestaetigen/")
    assert Mandate.objects.get().agent is None


def test_guessing_is_slowed_down(bernd_client: Client) -> None:
    if not settings.RATE_LIMITS:
        pytest.skip("limits are off")
    answers = [bernd_client.post(f"{HOME}annehmen/", {"code": "0000"}).status_code for _ in range(11)]
    assert answers == [422] * 10 + [429]


def test_the_confirmation_page_opens_for_nobody_without_the_code(anna_client: Client, bernd_client: Client) -> None:
    give_by_page(anna_client)
    assert bernd_client.get(f"{HOME}annehmen/bestaetigen/").headers["Location"] == f"{HOME}annehmen/"
    assert bernd_client.post(f"{HOME}annehmen/bestaetigen/").headers["Location"] == f"{HOME}annehmen/"


def test_a_stranger_finds_no_mandate(give: Give, clara_client: Client) -> None:
    mandate = give()
    for place in ("", "beenden/", "einladen/"):
        assert clara_client.get(f"{HOME}{mandate.pk}/{place}").status_code == 404
        assert clara_client.post(f"{HOME}{mandate.pk}/beenden/").status_code == 404
    mandate.refresh_from_db()
    assert mandate.ended_at is None


@pytest.mark.parametrize("who", ["anna_client", "bernd_client"])
def test_giver_and_holder_end_it_at_once(
    give: Give, anna: Person, bernd: Person, who: str, request: pytest.FixtureRequest
) -> None:
    mandate, browser = give(), request.getfixturevalue(who)
    assert browser.get(f"{HOME}{mandate.pk}/beenden/").status_code == 200
    assert may_act_for(bernd, anna.pk)
    browser.post(f"{HOME}{mandate.pk}/beenden/")
    assert not may_act_for(bernd, anna.pk)
    assert browser.get(f"{HOME}{mandate.pk}/beenden/").status_code == 404


def test_it_ends_by_itself_after_its_last_day(give: Give, anna: Person, bernd: Person) -> None:
    today = timezone.localdate()
    mandate = give(until=today)
    assert may_act_for(bernd, anna.pk)
    Mandate.objects.filter(pk=mandate.pk).update(until=today - timedelta(days=1))
    assert not may_act_for(bernd, anna.pk)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"until": "2020-01-01"}, "Der Tag ist schon vorbei."),
        ({"until": "2099-01-01"}, "höchstens zwei Jahre"),
        ({"until": "31. Februar"}, "Das ist kein Datum"),
        ({"until": ""}, "Bitte nennen Sie einen Tag."),
        ({"label": " "}, "Bitte füllen Sie dieses Feld aus."),
        ({"scope": "service:gibt-es-nicht"}, "Bitte wählen Sie aus der Liste."),
        ({"scope": "reference:7K4M-2Q9X-E"}, "Bitte wählen Sie aus der Liste."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_typed_is_lost(
    anna_client: Client, wrong: dict[str, str], message: str
) -> None:
    answer = anna_client.post(f"{HOME}geben/", fields(**{"label": "Meine Tochter"} | wrong))
    assert answer.status_code == 422
    page = answer.content.decode()
    assert message in page
    assert "label" in wrong or "Meine Tochter" in page
    assert not Mandate.objects.exists()


def test_there_is_a_limit(anna: Person, anna_client: Client) -> None:
    for _ in range(MOST_GIVEN):
        offer(anna, Terms(until=timezone.localdate()), "Jemand", by=anna)
    assert anna_client.post(f"{HOME}geben/", fields()).status_code == 422


def test_only_herself_gives(anna: Person, bernd: Person) -> None:
    with pytest.raises(PermissionDenied):
        offer(anna, Terms(until=timezone.localdate()), "Mich", by=bernd)


def test_who_holds_a_mandate_passes_nothing_on(give: Give, anna: Person, bernd: Person) -> None:
    mandate = give()
    with pytest.raises(PermissionDenied):
        offer(anna, Terms(until=timezone.localdate()), "Noch jemand", by=bernd)
    assert signed_in(bernd).post(f"{HOME}{mandate.pk}/einladen/", {"label": "Noch jemand"}).status_code == 404


def test_the_chain_says_who_did_it(give: Give, anna: Person, bernd: Person) -> None:
    mandate = give()
    end(mandate, by=bernd)
    lines = [(line.verb, line.actor, line.detail.get("for")) for line in Entry.objects.all()]
    assert lines == [
        ("mandate.offered", f"person:{anna.pk}", None),
        ("mandate.accepted", f"person:{bernd.pk}", f"person:{anna.pk}"),
        ("mandate.ended", f"person:{bernd.pk}", f"person:{anna.pk}"),
    ]
    assert "Nachbar" not in str([line.detail for line in Entry.objects.all()])


@pytest.mark.parametrize(
    "wrong",
    [
        {"accepted_at": None},
        {"service": "hund", "reference": "7K4M-2Q9X-E"},
        {"until": None},
        {"role": "reader"},
        {"kind": "member"},
        {"kind": "parent", "service": "hund"},
    ],
)
def test_the_database_refuses_what_makes_no_sense(give: Give, wrong: dict[str, object]) -> None:
    mandate = give()
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.filter(pk=mandate.pk).update(**wrong)


def test_the_database_refuses_a_mandate_for_oneself(give: Give, anna: Person) -> None:
    mandate = give()
    with pytest.raises(IntegrityError), transaction.atomic():
        Mandate.objects.filter(pk=mandate.pk).update(agent=anna)


def test_nobody_comes_in_with_a_spent_offer(give: Give, clara: Person) -> None:
    with pytest.raises(Unusable):
        accept(give(), by=clara)


def test_the_page_lists_both_sides(give: Give, anna_client: Client, bernd_client: Client, clara_client: Client) -> None:
    give(power="read")
    page = anna_client.get(HOME).content.decode()
    assert "Mein Nachbar (Bernd Schäfer)" in page
    page = bernd_client.get(HOME).content.decode()
    assert "Anna Kowalski" in page
    assert "Mein Nachbar" not in page
    assert "Anna" not in clara_client.get(HOME).content.decode()


def test_acting_shows_on_every_page_and_ends_by_a_button(give: Give, anna: Person, bernd_client: Client) -> None:
    give()
    act(bernd_client, anna)
    assert "Sie handeln für <strong>Anna Kowalski</strong>" in bernd_client.get("/mein/").content.decode()
    assert "Diese Seite betrifft Sie selbst." in bernd_client.get(HOME).content.decode()
    bernd_client.post(f"{HOME}selbst/")
    assert "acting-bar" not in bernd_client.get("/mein/").content.decode()


def test_nobody_acts_without_a_mandate(anna: Person, bernd: Person, clara_client: Client, give: Give) -> None:
    give()
    for other in (anna.pk, 0, 987654, "x", ""):
        answer = clara_client.post(f"{HOME}wechseln/", {"for": other})
        assert answer.headers["Location"] == f"{HOME}wechseln/"
    assert "Anna" not in clara_client.get(f"{HOME}wechseln/").content.decode()
    assert "acting_for" not in clara_client.session


def test_what_is_revoked_ends_on_the_next_page(give: Give, anna: Person, bernd_client: Client) -> None:
    mandate = give()
    act(bernd_client, anna)
    end(mandate, by=anna)
    answer = bernd_client.get("/mein/", follow=True)
    assert answer.request["PATH_INFO"] == HOME
    assert "Ihre Vollmacht gilt nicht mehr." in answer.content.decode()
    assert "acting_for" not in bernd_client.session
    assert "acting-bar" not in bernd_client.get("/mein/").content.decode()


@pytest.mark.parametrize("blocked", ["anna", "bernd"])
def test_a_blocked_account_stops_it(give: Give, anna: Person, bernd: Person, blocked: str) -> None:
    give()
    Person.objects.filter(name__startswith=blocked.title()).update(is_active=False)
    assert not may_act_for(Person.objects.get(pk=bernd.pk), anna.pk)


def test_the_script_that_saves_hears_of_it(give: Give, anna: Person, bernd_client: Client) -> None:
    mandate = give()
    act(bernd_client, anna)
    end(mandate, by=anna)
    assert bernd_client.post("/antrag/hund/halter/", {"_save": "1"}, headers={"HX-Request": "true"}).status_code == 409


def test_switching_drops_all_that_belongs_to_the_person_before(give: Give, anna: Person, bernd_client: Client) -> None:
    give()
    left = ("drafts", "receipts", "refused", "opened_cases", "anything_else")
    session = bernd_client.session
    session.update({name: {"hund": "x"} for name in left})
    session.save()
    act(bernd_client, anna)
    assert not set(left) & set(bernd_client.session.keys())
    session = bernd_client.session
    session.update({name: {"hund": "x"} for name in left})
    session.save()
    bernd_client.post(f"{HOME}selbst/")
    assert not set(left) & set(bernd_client.session.keys())
    assert bernd_client.get("/mein/").status_code == 200


def test_an_offer_is_void_once_its_giver_is_blocked(anna: Person, bernd: Person) -> None:
    mandate = offer(anna, Terms(until=timezone.localdate()), "Bernd", by=anna)
    Person.objects.filter(pk=anna.pk).update(is_active=False)
    with pytest.raises(Unusable):
        accept(mandate, by=bernd)
