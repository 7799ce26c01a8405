"""``/mein/profil/``: what is known of her, where from and since when; what she said herself she can change."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from rathaus.foundation.accounts.actions import learn, state
from rathaus.foundation.accounts.models import Person, ProfileFact, TrustLevel
from rathaus.foundation.audit.models import Entry
from rathaus.lib.dates import written

PAGE = "/mein/profil/"
SHOWN = ["name", "geburtsdatum", "geburtsort", "adresse", "telefon"]


def facts_of(person: Person) -> dict[str, str]:
    return {fact.name: fact.value for fact in person.facts.select_related("person__key")}


def bundid_tells(person: Person, **facts: str) -> None:
    at = datetime(2026, 3, 3, 12, tzinfo=UTC)
    learn(person, facts, origin=ProfileFact.Origin.BUNDID, level=TrustLevel.SUBSTANTIAL, by="system", at=at)


def send(client: Client, **typed: str) -> str:
    sent = {name.replace("__", "-"): text for name, text in typed.items()} | {"_shown": SHOWN}
    return client.post(PAGE, sent, follow=True).content.decode()


def test_what_she_says_is_kept_and_shown_with_its_day(anna: Person, anna_client: Client) -> None:
    page = send(anna_client, name__given="Anna", name__family="Kowalski", telefon="0203 94000")
    assert "Gespeichert." in page
    assert f"Von Ihnen, seit {written(timezone.localdate())}" in page
    assert facts_of(anna) == {"given_name": "Anna", "family_name": "Kowalski", "phone": "+49 203 94000"}


def test_an_address_is_kept_as_a_street_with_its_number(anna: Person, anna_client: Client) -> None:
    address = {"adresse__street": "Königstraße", "adresse__number": "12a", "adresse__postcode": "47051"}
    send(anna_client, adresse__town="Duisburg", **address)
    assert facts_of(anna) == {"street": "Königstraße 12a", "postcode": "47051", "town": "Duisburg"}
    page = anna_client.get(PAGE).content.decode()
    assert 'value="Königstraße"' in page
    assert 'value="12a"' in page


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ({"telefon": "12"}, "Die Telefonnummer stimmt noch nicht."),
        ({"geburtsdatum__tag": "31", "geburtsdatum__monat": "2", "geburtsdatum__jahr": "1988"}, "gibt es nicht"),
        ({"geburtsdatum__tag": "1", "geburtsdatum__monat": "1", "geburtsdatum__jahr": "2999"}, "Zukunft"),
        ({"geburtsort": "x" * 101}, "höchstens 100 Zeichen"),
        ({"name__given": "Anna"}, "Bitte geben Sie den Nachnamen ein."),
        ({"adresse__postcode": "4705"}, "Die Postleitzahl hat 5 Ziffern"),
    ],
)
def test_what_is_wrong_is_told_at_the_field_and_stays_typed(
    anna: Person, anna_client: Client, typed: dict[str, str], message: str
) -> None:
    sent = {name.replace("__", "-"): text for name, text in typed.items()} | {"_shown": SHOWN}
    response = anna_client.post(PAGE, sent)
    page = response.content.decode()
    assert response.status_code == 422
    assert page.count(message) >= 2
    assert all(f'value="{text}"' in page for text in typed.values())
    assert not anna.facts.exists()


def test_emptying_a_field_deletes_it(anna: Person, anna_client: Client) -> None:
    state(anna, {"phone": "+49 203 94000", "birth_place": "Moers"}, by=anna)
    send(anna_client, geburtsort="Moers")
    assert facts_of(anna) == {"birth_place": "Moers"}


def test_a_button_deletes_one_thing(anna: Person, anna_client: Client) -> None:
    state(anna, {"phone": "+49 203 94000", "birth_place": "Moers"}, by=anna)
    assert "Gelöscht." in anna_client.post(PAGE, {"_delete": "telefon"}, follow=True).content.decode()
    assert facts_of(anna) == {"birth_place": "Moers"}
    anna_client.post(PAGE, {"_delete": "gibt-es-nicht"})
    assert facts_of(anna) == {"birth_place": "Moers"}


def test_what_others_confirmed_is_locked_in_words(anna: Person, anna_client: Client) -> None:
    bundid_tells(anna, given_name="Anna", family_name="Kowalski", birth_date="1988-03-04", country="DE")
    page = anna_client.get(PAGE).content.decode()
    assert page.count("Gesperrt: BundID, seit 3. März 2026") == 3
    assert page.count(" readonly") == 5
    assert 'value="name" formnovalidate' not in page


def test_a_tampered_locked_field_stays_as_it_was_and_is_noted(anna: Person, anna_client: Client) -> None:
    bundid_tells(anna, family_name="Kowalski")
    send(anna_client, name__given="Anna", name__family="König")
    assert facts_of(anna) == {"given_name": "Anna", "family_name": "Kowalski"}
    noted = Entry.objects.get(verb="answers.put_back")
    assert (noted.subject, noted.detail) == (f"person:{anna.pk}", {"questions": ["name"]})


def test_deleting_what_others_confirmed_does_nothing(anna: Person, anna_client: Client) -> None:
    bundid_tells(anna, family_name="Kowalski")
    anna_client.post(PAGE, {"_delete": "name"})
    assert facts_of(anna) == {"family_name": "Kowalski"}


def test_nobody_sees_what_is_known_of_another(anna: Person, bernd_client: Client) -> None:
    state(anna, {"birth_place": "Moers"}, by=anna)
    assert "Moers" not in bernd_client.get(PAGE).content.decode()


def test_the_page_costs_the_same_however_much_is_known(
    anna: Person, anna_client: Client, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    bundid_tells(anna, given_name="Anna", family_name="Kowalski", town="Duisburg", street="Weg 1", country="DE")
    with django_assert_max_num_queries(6):
        anna_client.get(PAGE)
