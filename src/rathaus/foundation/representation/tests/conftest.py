"""Anna gives, Bernd holds, Clara is a stranger to both."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.representation.actions.mandates import Terms, accept, offer
from rathaus.foundation.representation.models import Mandate
from tests.clock import travel_to

__all__ = ["travel_to"]

Give = Callable[..., Mandate]


@pytest.fixture(autouse=True)
def _attempts_forgotten() -> None:
    cache.clear()


def _person(first: str, name: str) -> Person:
    return Person.objects.create_user(f"{first}@rathaus.example", name=name)


@pytest.fixture
def anna(db: None) -> Person:
    return _person("anna", "Anna Kowalski")


@pytest.fixture
def bernd(db: None) -> Person:
    return _person("bernd", "Bernd Schäfer")


@pytest.fixture
def clara(db: None) -> Person:
    return _person("clara", "Clara Weiß")


def signed_in(person: Person) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


@pytest.fixture
def anna_client(anna: Person) -> Client:
    return signed_in(anna)


@pytest.fixture
def bernd_client(bernd: Person) -> Client:
    return signed_in(bernd)


@pytest.fixture
def clara_client(clara: Person) -> Client:
    return signed_in(clara)


@pytest.fixture
def give(anna: Person, bernd: Person) -> Give:
    """A mandate of Anna's that Bernd has accepted."""

    def given(**terms: Any) -> Mandate:
        until = {"until": timezone.localdate() + timedelta(days=30)}
        return accept(offer(anna, Terms(**until | terms), "Mein Nachbar", by=anna), by=bernd)

    return given


def act(browser: Client, principal: Person) -> Client:
    """From now on ``browser`` acts for ``principal``."""
    answer = browser.post("/mein/vertretung/wechseln/", {"for": principal.pk})
    assert answer.headers["Location"] == "/mein/", answer.status_code
    return browser
