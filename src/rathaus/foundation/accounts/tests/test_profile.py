"""What is known of a person: where from, how surely, and who may change it."""

import pytest
from django.core.exceptions import PermissionDenied

from rathaus.foundation.accounts.actions import forget, learn, state
from rathaus.foundation.accounts.models import Person, ProfileFact, TrustLevel
from rathaus.foundation.audit.models import Entry

BUNDID, EID, SELF = ProfileFact.Origin.BUNDID, ProfileFact.Origin.EID, ProfileFact.Origin.SELF


@pytest.fixture
def anna(db: None) -> Person:
    return Person.objects.create_user("anna@rathaus.example")


@pytest.fixture
def bernd(db: None) -> Person:
    return Person.objects.create_user("bernd@rathaus.example")


def told_by_bundid(person: Person, level: TrustLevel = TrustLevel.SUBSTANTIAL, **facts: str) -> list[str]:
    return learn(person, facts, origin=BUNDID, level=level, by="system")


def fact(person: Person, name: str) -> ProfileFact:
    return person.facts.get(name=name)


def test_facts_rest_sealed_under_a_key_of_her_own(anna: Person, bernd: Person) -> None:
    for person in (anna, bernd):
        told_by_bundid(person, family_name="Kowalski")
    assert anna.key_id != bernd.key_id
    assert b"Kowalski" not in bytes(fact(anna, "family_name").sealed_value)
    assert fact(anna, "family_name").value == "Kowalski"


def test_one_key_serves_all_her_facts(anna: Person) -> None:
    told_by_bundid(anna, family_name="Kowalski")
    key = anna.key_id
    told_by_bundid(Person.objects.get(pk=anna.pk), given_name="Anna")
    assert Person.objects.get(pk=anna.pk).key_id == key


def test_her_own_word_never_replaces_what_somebody_vouches_for(anna: Person) -> None:
    told_by_bundid(anna, family_name="Kowalski")
    assert state(anna, {"family_name": "König", "town": "Duisburg"}, by=anna) == ["town"]
    assert fact(anna, "family_name").value == "Kowalski"


def test_what_somebody_vouches_for_replaces_her_own_word(anna: Person) -> None:
    state(anna, {"family_name": "Kowalsky"}, by=anna)
    told_by_bundid(anna, family_name="Kowalski")
    assert (fact(anna, "family_name").value, fact(anna, "family_name").origin) == ("Kowalski", BUNDID)


@pytest.mark.parametrize(("level", "kept"), [(TrustLevel.BASIC, "Kowalski"), (TrustLevel.HIGH, "Neu")])
def test_a_newer_word_counts_only_if_it_is_as_sure(anna: Person, level: TrustLevel, kept: str) -> None:
    told_by_bundid(anna, family_name="Kowalski")
    learn(anna, {"family_name": "Neu"}, origin=EID, level=level, by="system")
    assert fact(anna, "family_name").value == kept


def test_hearing_the_same_again_changes_and_records_nothing(anna: Person) -> None:
    told_by_bundid(anna, family_name="Kowalski")
    since, lines = fact(anna, "family_name").learned_at, Entry.objects.count()
    assert told_by_bundid(anna, family_name=" Kowalski ", town="") == []
    assert (fact(anna, "family_name").learned_at, Entry.objects.count()) == (since, lines)


def test_the_audit_tells_names_of_facts_and_never_what_they_say(anna: Person) -> None:
    told_by_bundid(anna, family_name="Kowalski", town="Duisburg")
    state(anna, {"phone": "+49 203 94000"}, by=anna)
    state(anna, {"phone": ""}, by=anna)
    learned, stated, forgotten = Entry.objects.order_by("number")
    assert (learned.verb, learned.actor, learned.subject) == ("profile.learned", "system", f"person:{anna.pk}")
    assert learned.detail == {"facts": ["family_name", "town"], "origin": "bundid"}
    assert (stated.actor, stated.detail["origin"]) == (f"person:{anna.pk}", "self")
    assert (forgotten.verb, forgotten.detail) == ("profile.forgotten", {"facts": ["phone"]})
    assert "Kowalski" not in str([learned.detail, stated.detail])


def test_an_empty_word_takes_back_only_what_she_said_herself(anna: Person) -> None:
    told_by_bundid(anna, family_name="Kowalski")
    state(anna, {"town": "Duisburg"}, by=anna)
    assert state(anna, {"family_name": "", "town": ""}, by=anna) == ["town"]
    assert list(anna.facts.values_list("name", flat=True)) == ["family_name"]


def test_what_somebody_vouches_for_is_not_forgotten_by_hand(anna: Person) -> None:
    told_by_bundid(anna, family_name="Kowalski")
    assert forget(anna, ["family_name"], by=anna) == []
    assert anna.facts.count() == 1


def test_nobody_speaks_for_another(anna: Person, bernd: Person) -> None:
    for attempt in (lambda: state(anna, {"town": "Köln"}, by=bernd), lambda: forget(anna, ["town"], by=bernd)):
        with pytest.raises(PermissionDenied):
            attempt()
    assert not anna.facts.exists()


def test_a_fact_that_is_not_known_here_is_refused(anna: Person) -> None:
    with pytest.raises(ValueError, match="shoe_size"):
        told_by_bundid(anna, shoe_size="39")
