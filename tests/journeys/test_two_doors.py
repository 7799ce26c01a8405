"""She came by two doors and has two accounts; signed in to one, come through the door of the other, she joins them."""

from collections.abc import Iterator

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.utils import timezone

from rathaus.foundation.accounts.actions import learn
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.integrations.demo.cast import PASSWORD
from rathaus.integrations.openid.tests.conftest import Visitor, heading, issuer, visitor
from rathaus.participation.ideas.models import Follow, Idea
from rathaus.portal.applications.models import Application, Draft
from rathaus.portal.cases.models import Case
from tests.journeys.citizen import Citizen
from tests.journeys.examples import EXAMPLES, Example
from tests.journeys.guest import Guest

__all__ = ["issuer", "visitor"]

JOIN, MERGE = "/konto/zugaenge/verbinden/", "/konto/zugaenge/zusammenfuehren/"


@pytest.fixture
def other(visitor: Visitor) -> Person:
    """The account she got when she came by the door for the first time."""
    visitor.knows("anna", given_name="Anna", family_name="Kowalski")
    visitor.comes()
    assert visitor.person is not None
    return visitor.person


@pytest.fixture
def at_both(visitor: Visitor, other: Person, anna: Person) -> Iterator[Visitor]:
    """Anna, signed in with her password, who will come through that door."""
    anna.set_password(PASSWORD)
    anna.save()
    visitor.client = Client()
    visitor.client.post("/konto/anmelden/", {"login": anna.email, "password": PASSWORD})
    return visitor


def merge(visitor: Visitor) -> str:
    """She says yes, and proves once more that she is Anna. Where it leads."""
    asked = visitor.client.post(MERGE)
    return visitor.client.post(asked.headers["Location"], {"password": PASSWORD}).headers["Location"]


def example() -> Example:
    return next(each for each in EXAMPLES if each.service == "hund-anmelden" and "stop" not in each.expect)


def test_everything_of_the_other_account_is_in_this_one_afterwards(
    at_both: Visitor, anna: Person, other: Person, city: None
) -> None:
    Guest().send_idea(title="Mehr Bänke am Kanal", text="Am Kanal fehlen Bänke im Schatten.", field="e-government")
    citizen = Citizen(example(), other)
    citizen.find_and_begin()
    citizen.answer_all()
    citizen.submit()
    again = Citizen(example(), other)
    again.find_and_begin()
    for person in (anna, other):
        Follow.objects.create(idea=Idea.objects.get(), person=person, at=timezone.now())
    learn(other, {"phone": "0203 123456"}, origin="self", level=0, by=other)

    at_both.comes()
    page = at_both.client.get(JOIN)
    assert heading(page) == "Probe-Anmeldung gehört zu einem anderen Konto"
    assert "Möchten Sie aus beiden Konten eines machen?" in page.content.decode()
    assert merge(at_both) == "/konto/zugaenge/"
    assert not Person.objects.filter(pk=other.pk).exists()
    assert (Case.objects.get().person, Application.objects.get().person) == (anna, anna)
    assert Draft.objects.get().person == anna
    assert Follow.objects.get(person=anna)
    assert SocialAccount.objects.get().user == anna
    anna.refresh_from_db()
    assert (anna.email, anna.name) == ("anna@rathaus.example", "Anna Kowalski")
    facts = {fact.name: (fact.value, fact.origin) for fact in anna.facts.select_related("person__key")}
    assert facts["phone"] == ("0203 123456", "self")
    assert facts["family_name"] == ("Kowalski", "oidc")
    assert "Hund" in at_both.client.get("/mein/vorgaenge/").content.decode()
    assert Entry.objects.filter(verb="account.merged", actor=f"person:{anna.pk}").count() == 1
    at_both.client = Client()
    at_both.comes()
    assert at_both.person == anna


def test_sessions_of_the_other_account_end(at_both: Visitor, other: Person) -> None:
    elsewhere = Client()
    elsewhere.force_login(other)
    assert elsewhere.get("/mein/").status_code == 200
    at_both.comes()
    merge(at_both)
    assert elsewhere.get("/mein/").status_code == 302


def test_nobody_takes_an_account_whose_door_she_has_not_come_through(at_both: Visitor, other: Person) -> None:
    assert at_both.client.post(MERGE).status_code == 302
    merge(at_both)
    assert Person.objects.filter(pk=other.pk).exists()


def test_looking_merges_nothing(at_both: Visitor, other: Person) -> None:
    at_both.comes()
    at_both.client.get(JOIN)
    at_both.client.get(MERGE)
    assert Person.objects.filter(pk=other.pk).exists()


@pytest.mark.parametrize("why", ["factor", "office", "draft"])
def test_what_stands_in_the_way_is_said(at_both: Visitor, anna: Person, other: Person, city: None, why: str) -> None:
    if why == "factor":
        Authenticator.objects.create(user=other, type=Authenticator.Type.TOTP, data={})
    elif why == "office":
        Person.objects.filter(pk=other.pk).update(is_editor=True)
    else:
        for person in (anna, other):
            Citizen(example(), person).find_and_begin()
    at_both.comes()
    assert "Zusammenführen geht gerade nicht" in at_both.client.get(JOIN).content.decode()
    merge(at_both)
    assert Person.objects.filter(pk=other.pk).exists()


def test_an_account_without_an_address_takes_over_that_of_the_other(visitor: Visitor, anna: Person) -> None:
    """Anna's door leads to her account with an address; she merges it into one that has none, and a second door."""
    SocialAccount.objects.create(user=anna, provider="probe", uid="anna")
    visitor.knows("second")
    visitor.comes()
    kept = visitor.person
    assert kept is not None
    visitor.knows("anna")
    visitor.comes()
    visitor.client.post(MERGE)
    kept.refresh_from_db()
    assert (kept.email, kept.name) == ("anna@rathaus.example", "Anna Kowalski")
    assert EmailAddress.objects.get().user == kept
