"""Children and their parents, organisations and their members."""

import re
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone

from rathaus.foundation.accounts.actions import learn
from rathaus.foundation.accounts.models import Person, ProfileFact, TrustLevel
from rathaus.foundation.representation.actions.families import add_child, invite_parent, last_day_as_minor
from rathaus.foundation.representation.actions.mandates import Last, Terms, accept, end, offer
from rathaus.foundation.representation.actions.organisations import found, invite_member
from rathaus.foundation.representation.conflicts import is_close_to
from rathaus.foundation.representation.holdings import REPRESENTATION
from rathaus.foundation.representation.models import Mandate
from rathaus.foundation.representation.rules import may_act_for
from rathaus.foundation.representation.tests.conftest import act, signed_in
from rathaus.foundation.representation.told import told_for
from rathaus.foundation.vault.models import Key
from tests.clock import Travel

HOME = "/mein/vertretung/"
BORN = date(timezone.localdate().year - 5, 5, 17)


def invited(page: Client, mandate: Mandate, **typed: str) -> str:
    """The code for the next parent or member."""
    answer = page.post(f"{HOME}{mandate.pk}/einladen/", {"label": "Jemand"} | typed)
    assert answer.status_code == 302
    code = re.search(r'class="code">([0-9A-Z-]{19})<', page.get(answer.headers["Location"]).content.decode())
    assert code
    return code[1]


def accept_by_page(page: Client, code: str) -> None:
    page.post(f"{HOME}annehmen/", {"code": code})
    page.post(f"{HOME}annehmen/bestaetigen/")


def test_a_parent_adds_a_child_and_acts_for_it(anna: Person, anna_client: Client) -> None:
    anna_client.post(f"{HOME}kind/", {"name": "Mia Kowalski", "born_on": BORN.isoformat()})
    child = Person.objects.get(name="Mia Kowalski")
    assert child.email is None
    assert not child.has_usable_password()
    assert may_act_for(anna, child.pk)
    fact = child.facts.select_related("person__key").get()
    assert (fact.value, fact.origin, fact.is_confirmed) == (BORN.isoformat(), "self", False)
    act(anna_client, child)
    assert "Sie handeln für <strong>Mia Kowalski</strong>" in anna_client.get("/mein/").content.decode()


@pytest.mark.parametrize(
    ("born_on", "message"),
    [("2099-01-01", "liegt in der Zukunft"), ("1999-01-01", "schon 18"), ("", "Bitte nennen Sie einen Tag.")],
)
def test_what_cannot_be_a_child_is_refused(anna_client: Client, born_on: str, message: str) -> None:
    page = anna_client.post(f"{HOME}kind/", {"name": "Mia", "born_on": born_on})
    assert page.status_code == 422
    assert message in page.content.decode()
    assert "Mia" in page.content.decode()
    assert not Person.objects.filter(name="Mia").exists()


@pytest.mark.parametrize(
    ("born_on", "last"),
    [
        (date(2010, 5, 17), date(2028, 5, 16)),
        (date(2008, 2, 29), date(2026, 2, 27)),
        (date(2010, 1, 1), date(2027, 12, 31)),
    ],
)
def test_it_ends_on_the_eve_of_the_eighteenth_birthday(born_on: date, last: date) -> None:
    assert last_day_as_minor(born_on) == last


def test_on_the_eighteenth_birthday_it_is_over(anna: Person, anna_client: Client, travel_to: Travel) -> None:
    travel_to(date(2026, 5, 16))
    child = add_child("Mia", date(2008, 5, 17), by=anna)
    act(anna_client, child)
    assert may_act_for(anna, child.pk)
    travel_to(date(2026, 5, 17))
    assert not may_act_for(anna, child.pk)
    assert anna_client.get("/mein/").headers["Location"] == HOME


def test_the_other_parent_comes_in_by_a_code(
    anna: Person, bernd: Person, anna_client: Client, bernd_client: Client
) -> None:
    child = add_child("Mia", BORN, by=anna)
    code = invited(anna_client, Mandate.objects.get(agent=anna))
    bernd_client.post(f"{HOME}annehmen/", {"code": code})
    page = bernd_client.get(f"{HOME}annehmen/bestaetigen/").content.decode()
    assert "Anna Kowalski lädt Sie als Elternteil von Mia ein" in page
    assert not may_act_for(bernd, child.pk)
    bernd_client.post(f"{HOME}annehmen/bestaetigen/")
    assert may_act_for(bernd, child.pk)
    assert Mandate.objects.get(agent=bernd).until == last_day_as_minor(BORN)


def test_neither_parent_puts_out_the_other(
    anna: Person, bernd: Person, anna_client: Client, bernd_client: Client
) -> None:
    child = add_child("Mia", BORN, by=anna)
    accept_by_page(bernd_client, invited(anna_client, Mandate.objects.get(agent=anna)))
    theirs = Mandate.objects.get(agent=bernd)
    assert anna_client.post(f"{HOME}{theirs.pk}/beenden/").status_code == 404
    assert may_act_for(bernd, child.pk)


def test_the_only_parent_stays(anna: Person, bernd: Person, anna_client: Client, bernd_client: Client) -> None:
    child = add_child("Mia", BORN, by=anna)
    mine = Mandate.objects.get(agent=anna)
    anna_client.post(f"{HOME}{mine.pk}/beenden/")
    assert may_act_for(anna, child.pk)
    accept_by_page(bernd_client, invited(anna_client, mine))
    anna_client.post(f"{HOME}{mine.pk}/beenden/")
    assert not may_act_for(anna, child.pk)


def test_a_stranger_invites_no_parent(anna: Person, clara_client: Client) -> None:
    add_child("Mia", BORN, by=anna)
    mine = Mandate.objects.get(agent=anna)
    assert clara_client.post(f"{HOME}{mine.pk}/einladen/", {"label": "Ich"}).status_code == 404
    assert Mandate.objects.count() == 1


def test_a_child_is_told_by_way_of_its_parents(anna: Person, bernd: Person) -> None:
    child = add_child("Mia", BORN, by=anna)
    assert told_for(child) == [anna]
    assert told_for(bernd) == [bernd]


def test_an_organisation_has_members_in_roles(
    anna: Person, bernd: Person, anna_client: Client, bernd_client: Client
) -> None:
    anna_client.post(f"{HOME}organisation/", {"name": "Hundefreunde e. V."})
    club = Person.objects.get(name="Hundefreunde e. V.")
    assert (club.kind, club.email) == ("organisation", None)
    mine = Mandate.objects.get(agent=anna)
    accept_by_page(bernd_client, invited(anna_client, mine, role="reader"))
    theirs = Mandate.objects.get(agent=bernd)
    assert (theirs.power, theirs.role) == ("read", "reader")
    assert not may_act_for(bernd, club.pk)
    act(bernd_client, club)
    assert "Sie dürfen nur lesen." in bernd_client.get("/mein/").content.decode()
    assert "Bernd Schäfer" in anna_client.get(f"{HOME}{mine.pk}/").content.decode()


@pytest.mark.parametrize("role", ["member", "reader"])
def test_only_administrators_invite_and_remove(anna: Person, bernd: Person, clara: Person, role: str) -> None:
    club = found("Verein", by=anna)
    bernds = accept(invite_member(club, role, "Bernd", by=anna), by=bernd)
    claras = accept(invite_member(club, "member", "Clara", by=anna), by=clara)
    browser = signed_in(bernd)
    assert browser.post(f"{HOME}{bernds.pk}/einladen/", {"label": "X", "role": "member"}).status_code == 404
    assert browser.post(f"{HOME}{claras.pk}/beenden/").status_code == 404
    assert "Clara" not in browser.get(f"{HOME}{bernds.pk}/").content.decode()
    assert may_act_for(clara, club.pk)
    signed_in(anna).post(f"{HOME}{claras.pk}/beenden/")
    assert not may_act_for(clara, club.pk)


def test_the_last_administrator_cannot_leave(anna: Person, bernd: Person) -> None:
    club = found("Verein", by=anna)
    mine = Mandate.objects.get(agent=anna)
    accept(invite_member(club, "member", "Bernd", by=anna), by=bernd)
    with pytest.raises(Last):
        end(mine, by=anna)
    page = signed_in(anna).get(f"{HOME}{mine.pk}/beenden/").content.decode()
    assert "letzte Person, die handeln kann" in page


def test_an_administrator_leaves_when_there_is_another(anna: Person, bernd: Person) -> None:
    club = found("Verein", by=anna)
    accept(invite_member(club, "administrator", "Bernd", by=anna), by=bernd)
    end(Mandate.objects.get(agent=anna), by=anna)
    assert not may_act_for(anna, club.pk)
    assert may_act_for(bernd, club.pk)


def test_nobody_joins_twice(anna: Person, bernd: Person) -> None:
    club = found("Verein", by=anna)
    accept(invite_member(club, "reader", "Bernd", by=anna), by=bernd)
    offer = invite_member(club, "administrator", "Bernd", by=anna)
    browser = signed_in(bernd)
    accept_by_page(browser, offer.code)
    assert Mandate.objects.running().filter(agent=bernd).count() == 1


def test_an_invalid_role_is_refused(anna: Person) -> None:
    found("Verein", by=anna)
    mine = Mandate.objects.get(agent=anna)
    page = signed_in(anna).post(f"{HOME}{mine.pk}/einladen/", {"label": "X", "role": "king"})
    assert page.status_code == 422
    assert Mandate.objects.count() == 1


def test_an_organisation_is_told_by_way_of_those_who_may_act(anna: Person, bernd: Person, clara: Person) -> None:
    club = found("Verein", by=anna)
    accept(invite_member(club, "reader", "Bernd", by=anna), by=bernd)
    accept(invite_member(club, "member", "Clara", by=anna), by=clara)
    assert told_for(club) == [anna, clara]


def test_parents_stay_close_to_their_grown_up_child(anna: Person, bernd: Person, travel_to: Travel) -> None:
    travel_to(date(2026, 5, 16))
    child = add_child("Mia", date(2008, 5, 17), by=anna)
    travel_to(date(2026, 6, 1))
    assert is_close_to(Person.objects.get(pk=anna.pk), child.pk)
    assert not is_close_to(bernd, child.pk)
    assert not is_close_to(bernd, None)


def test_leaving_takes_the_mandates_and_who_has_nobody_else_along(anna: Person, bernd: Person) -> None:
    child, club = add_child("Mia", BORN, by=anna), found("Verein", by=anna)
    shared = add_child("Ole", BORN, by=anna)
    accept(invite_parent(shared, "Bernd", by=anna), by=bernd)
    assert REPRESENTATION.count(anna) == 3
    assert REPRESENTATION.obstacle(anna) == ""
    REPRESENTATION.forget(anna)
    assert not Person.objects.filter(pk__in=[child.pk, club.pk]).exists()
    assert may_act_for(bernd, shared.pk)
    assert Key.objects.count() == 2, "Ole's own, and that of Bernd's mandate"


def test_the_last_administrator_passes_on_before_leaving(anna: Person, bernd: Person) -> None:
    club = found("Verein", by=anna)
    accept(invite_member(club, "member", "Bernd", by=anna), by=bernd)
    assert "Nur Sie verwalten Verein." in REPRESENTATION.obstacle(anna)
    assert REPRESENTATION.obstacle(bernd) == ""


def test_what_is_held_can_be_read_without_the_other_sides_words(anna: Person, bernd: Person) -> None:
    accept(offer(anna, Terms(until=timezone.localdate()), "Der Nette von nebenan", by=anna), by=bernd)
    assert "Der Nette von nebenan" in str([record.facts for record in REPRESENTATION.read(anna)])
    assert "Der Nette von nebenan" not in str([record.facts for record in REPRESENTATION.read(bernd)])


@pytest.mark.parametrize(("name", "confirmed"), [("Hafen GmbH", True), ("Ganz andere GmbH", False)])
def test_the_companys_own_door_confirms_its_name(anna: Person, anna_client: Client, name: str, confirmed: bool) -> None:
    told = {"organisation": "Hafen GmbH", "legal_form": "GmbH", "register_number": "HRB 4711"}
    learn(anna, told, origin=ProfileFact.Origin.COMPANY, level=TrustLevel.SUBSTANTIAL, by="system")
    page = anna_client.get(f"{HOME}organisation/").content.decode()
    assert 'value="Hafen GmbH"' in page
    anna_client.post(f"{HOME}organisation/", {"name": name})
    facts = Person.objects.get(name=name).facts.select_related("person__key")
    assert {fact.name: (fact.value, fact.is_confirmed) for fact in facts} == (
        {name: (value, True) for name, value in told.items()} if confirmed else {}
    )


def test_what_a_removed_administrator_had_offered_is_void(anna: Person, bernd: Person, clara: Person) -> None:
    club = found("Verein", by=anna)
    bernds = accept(invite_member(club, "administrator", "Bernd", by=anna), by=bernd)
    code = invite_member(club, "administrator", "Sein zweites Konto", by=bernd).code
    end(bernds, by=anna)
    accept_by_page(signed_in(clara), code)
    assert not may_act_for(clara, club.pk)


def test_a_grown_up_child_goes_with_the_last_of_its_parents(anna: Person, bernd: Person, travel_to: Travel) -> None:
    travel_to(date(2026, 5, 16))
    child = add_child("Mia", date(2008, 5, 17), by=anna)
    accept(invite_parent(child, "Bernd", by=anna), by=bernd)
    travel_to(date(2026, 6, 1))
    REPRESENTATION.forget(anna)
    assert Person.objects.filter(pk=child.pk).exists()
    REPRESENTATION.forget(bernd)
    assert not Person.objects.filter(pk=child.pk).exists()
