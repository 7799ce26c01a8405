"""Every address with somebody's matters on it is opened, and sent to, as those who act for another."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.representation.actions.mandates import Terms, accept, offer
from rathaus.foundation.representation.actions.organisations import found
from rathaus.foundation.representation.models import Mandate
from rathaus.integrations.demo.cast import CAST
from rathaus.portal.applications.models import Draft
from tests.visitor import Visitor
from tests.walk.acting import ROLES, addresses_of_matters, expected_acting
from tests.walk.fingerprint import fingerprint
from tests.walk.table import expected, path_of
from tests.walk.town import Town, town

__all__ = ["town"]

PATIENTLY = pytest.mark.timeout(900)


@pytest.fixture
def acting(town: Town) -> dict[str, Client]:
    """A browser for each role, in which she acts already."""
    anna = town.annas.person
    club = found("Hundefreunde e. V.", by=_cast("frida"))
    terms = {
        "reads": Terms(power=Mandate.Power.READ, until=_until()),
        "acts": Terms(until=_until()),
        "acts_case": Terms(reference=town.annas.reference, until=_until()),
    }
    for role, given in terms.items():
        accept(offer(anna, given, "Hilfe", by=anna), by=_cast(ROLES[role]))
    return {role: _browser(first, club if role == "member" else anna) for role, first in ROLES.items()}


def test_the_table_names_every_address_of_matters() -> None:
    assert sorted(addresses_of_matters()) == sorted(expected_acting())


@PATIENTLY
def test_who_acts_gets_what_the_table_says_and_opening_changes_nothing(town: Town, acting: dict[str, Client]) -> None:
    before = fingerprint()
    found = {
        address: [_told(acting[role].get(path_of(address, town.real(address)))) for role in ROLES]
        for address in expected_acting()
    }
    assert found == expected_acting()
    assert fingerprint() == before


@PATIENTLY
def test_who_may_only_read_or_has_another_scope_changes_nothing_by_sending(
    town: Town, acting: dict[str, Client]
) -> None:
    matters = [address for address in addresses_of_matters() if address not in ("/antrag/weiter/", "/mein/")]
    draft = Draft.objects.get(person=town.annas.person)
    typed = {"begin": "new", "confirmed": "on", "_later": "1", "text": "Guten Tag", "once": "1", "_draft": draft.pk}
    before = fingerprint()
    for address in matters:
        for role in ("reads", "member"):
            if role == "member" and address == "/antrag/{slug}/":
                continue  # She begins one for the club, as she may.
            path = path_of(address, town.real(address))
            answer = acting[role].post(path, typed)
            assert answer.status_code in (302, 403, 404, 405, 409, 422), (address, role)
    assert fingerprint() == before


@PATIENTLY
def test_what_is_no_matter_of_hers_stays_the_agents_own(town: Town, acting: dict[str, Client]) -> None:
    own = [address for address in expected() if address.startswith(("/mein/", "/konto/"))]
    for address in set(own) - set(expected_acting()):
        path = path_of(address, town.real(address))
        plain, here = town.browsers["bernd"].get(path), acting["reads"].get(path)
        assert here.status_code == plain.status_code, address
        if here.status_code == 200 and b"<main" in b"".join(plain):
            page = acting["reads"].get(path).content.decode()
            assert "Diese Seite betrifft Sie selbst." in page, address


def test_a_club_sees_its_own_case_and_its_reader_sends_nothing(town: Town, acting: dict[str, Client]) -> None:
    case, club = town.claras, Person.objects.get(name="Hundefreunde e. V.")
    case.application.person = case.thread.person = case.person = club
    for thing in (case.application, case.thread, case):
        thing.save(update_fields=["person"])
    until = Terms(kind="member", role="reader", power="read")
    accept(offer(club, until, "Bernd", by=_cast("frida")), by=_cast("bernd"))
    reader = _browser("bernd", club)
    pages = (case.get_absolute_url(), f"/mein/postfach/{case.thread_id}/")
    for page in pages:
        assert [browser.get(page).status_code for browser in (acting["member"], reader, acting["acts"])] == [
            200,
            200,
            404,
        ]
    sent = {"text": "Guten Tag", "once": "1"}
    assert [browser.post(pages[1], sent).status_code for browser in (acting["member"], reader)] == [302, 404]


def _cast(first: str) -> Person:
    return Person.objects.get(email=CAST[first].email)


def _until() -> object:
    return timezone.localdate() + timedelta(days=30)


def _browser(first: str, principal: Person) -> Client:
    browser = Visitor(_cast(first)).client
    assert browser.post("/mein/vertretung/wechseln/", {"for": principal.pk})["Location"] == "/mein/"
    return browser


def _told(answer: HttpResponse) -> str:
    return ">" if answer.status_code == 302 else str(answer.status_code)
