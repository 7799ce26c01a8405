"""A citizen signs in with BundID: out of a draft, and back into it; the door joins no two people."""

from urllib.parse import urlencode

import pytest

from rathaus.foundation.accounts.models import Person, ProfileFact, TrustLevel
from rathaus.integrations.demo.bundid.people import PEOPLE
from rathaus.portal.applications.models import Draft
from tests.visitor import Visitor

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
DRAFT = "/antrag/bewohnerparkausweis/"


def through(visitor: Visitor, who: str = "mia", way: str = "eid", door: str = "BundID") -> None:
    """From the page that leads to the door, through it, and back."""
    visitor.press(f"Weiter zu {door}")
    visitor.enter("who", who)
    visitor.enter("way", way)
    visitor.press("Anmelden")
    visitor.press("Zustimmen und zurück")


def level_of(visitor: Visitor) -> int:
    return visitor.client.session.get("trust_level", 0)


def facts_of(person: Person) -> dict[str, str]:
    return {fact.name: fact.value for fact in ProfileFact.objects.filter(person=person)}


def test_whoever_comes_by_bundid_for_the_first_time_gets_an_account_that_knows_her() -> None:
    mia = Visitor()
    mia.go("/konto/bundid/anmelden/")
    through(mia)
    person = Person.objects.get()
    assert (mia.place, person.name, person.email) == ("/mein/", "Mia Sandmann", None)
    assert level_of(mia) == TrustLevel.HIGH
    assert facts_of(person) == {
        "family_name": "Sandmann",
        "given_name": "Mia",
        "birth_date": "1988-04-12",
        "birth_place": "Duisburg",
        "street": "Königstraße 12",
        "postcode": "47051",
        "town": "Duisburg",
        "country": "DE",
    }
    fact = ProfileFact.objects.get(name="street")
    assert (fact.origin, fact.level) == (ProfileFact.Origin.BUNDID, TrustLevel.HIGH)


def test_the_second_time_it_is_the_same_account() -> None:
    for way in ("eid", "password"):
        mia = Visitor()
        mia.go("/konto/bundid/anmelden/")
        through(mia, way=way)
    assert Person.objects.count() == 1
    assert level_of(mia) == TrustLevel.BASIC


@pytest.mark.parametrize("who", ["juergen", "ayse", "noah", "willem", "hedwig", "olena", "bo"])
def test_names_come_through_as_they_are(who: str) -> None:
    visitor = Visitor()
    visitor.go("/konto/bundid/anmelden/")
    through(visitor, who)
    assert Person.objects.get().name == PEOPLE[who].label
    assert facts_of(Person.objects.get())["street"] == PEOPLE[who].street


def test_a_guest_signs_in_from_her_draft_and_finds_it_as_she_left_it() -> None:
    guest = Visitor()
    guest.go(DRAFT)
    guest.press("Ohne Konto beginnen")
    guest.enter("anliegen", "kennzeichen")
    guest.press("Weiter")
    place, draft = guest.place, Draft.objects.get()
    guest.go(f"/konto/bundid/anmelden/?level=substantial&next={place}")
    assert "Substanziell" in guest.text
    through(guest)
    assert guest.place == place
    assert level_of(guest) == TrustLevel.HIGH
    assert Draft.objects.get().pk == draft.pk
    guest.go(f"{DRAFT}anliegen/")
    chosen = [box.value for box in guest.page.forms[-1].named("anliegen")]
    assert chosen == [None, None, "kennzeichen", None]


def test_an_application_that_must_know_her_leads_to_bundid_and_goes_on_with_what_it_told() -> None:
    guest = Visitor()
    guest.go("/antrag/meldebescheinigung/")
    guest.press("Antrag beginnen")
    guest.enter("fuer_wen", "mich")
    guest.press("Weiter")
    guest.enter("art", "einfach")
    guest.press("Weiter")
    assert "Jetzt ausweisen" in guest.text
    guest.follow("BundID")
    through(guest)
    assert "Sie haben sich ausgewiesen" in guest.text
    guest.press("Weiter im Antrag")
    assert "Sandmann" in guest.answer.content.decode()


def test_from_the_page_to_sign_in_one_button_leads_there_and_back() -> None:
    mia = Visitor()
    mia.go(f"/konto/anmelden/?next={DRAFT}")
    mia.press("BundID")
    mia.press("Anmelden")
    mia.press("Zustimmen und zurück")
    assert mia.place == DRAFT


def test_too_weak_a_sign_in_is_told_at_the_door_already() -> None:
    guest = Visitor()
    guest.go("/konto/bundid/anmelden/?level=high")
    guest.press("Weiter zu BundID")
    guest.enter("way", "password")
    guest.press("Anmelden")
    assert "Das reicht dem Dienst nicht" in guest.text
    assert guest.answer.status_code == 422


def test_whoever_cancels_is_back_where_she_was() -> None:
    guest = Visitor()
    guest.go(f"/konto/bundid/anmelden/?next={DRAFT}")
    guest.press("Weiter zu BundID")
    guest.press("Abbrechen")
    guest.press("Zurück zum Dienst")
    assert guest.place == DRAFT
    assert "Sie haben die Anmeldung mit BundID abgebrochen." in guest.text


def test_the_same_address_does_not_join_an_account_that_was_there_before(bernd: Person) -> None:
    stranger = Visitor()
    stranger.go("/konto/bundid/anmelden/")
    through(stranger, "bernd")
    assert stranger.client.session["_auth_user_id"] != str(bernd.pk)
    assert Person.objects.count() == 2


def test_whoever_is_signed_in_is_asked_before_a_door_is_joined(bernd: Person) -> None:
    visitor = Visitor(bernd)
    visitor.go(f"/konto/bundid/anmelden/?level=high&next={DRAFT}")
    through(visitor, "bernd")
    assert visitor.place not in ("/mein/", DRAFT)
    assert visitor.client.session["_auth_user_id"] == str(bernd.pk)
    assert level_of(visitor) == TrustLevel.NONE
    assert not bernd.socialaccount_set.exists()


@pytest.mark.parametrize(
    "target",
    [
        "//woanders.example/",
        "/\\woanders.example/",
        "https://woanders.example/",
        "https:woanders.example",
        "http:///woanders.example",
        "javascript:alert(1)",
        "\t//woanders.example",
        "///woanders.example",
        "%2f%2fwoanders.example",
        "http://localhost:8000@woanders.example/",
        "",
    ],
)
def test_the_way_back_never_leads_out_of_the_house(target: str) -> None:
    mia = Visitor()
    mia.go(f"/konto/bundid/anmelden/?{urlencode({'next': target})}")
    assert "woanders" not in mia.answer.content.decode()
    through(mia)
    assert mia.place == "/mein/"


def test_relay_state_leads_nowhere() -> None:
    mia = Visitor()
    mia.go("/konto/bundid/anmelden/")
    mia.press("Weiter zu BundID")
    mia.press("Anmelden")
    mia.page.forms[-1].named("RelayState")[0].value = "https://woanders.example/"
    mia.press("Zustimmen und zurück")
    assert mia.place == "/mein/"


def test_somebody_comes_in_for_her_company() -> None:
    selin = Visitor()
    selin.go("/konto/unternehmenskonto/anmelden/")
    through(selin, "hafenkran", "elster", door="Mein Unternehmenskonto")
    person = Person.objects.get()
    assert (person.name, person.kind, level_of(selin)) == ("Selin Aydın", "natural", TrustLevel.SUBSTANTIAL)
    assert facts_of(person) == {
        "given_name": "Selin",
        "family_name": "Aydın",
        "organisation": "Hafenkran Duisburg GmbH",
        "legal_form": "Gesellschaft mit beschränkter Haftung",
        "register_number": "HRB 36936, Duisburg",
    }
