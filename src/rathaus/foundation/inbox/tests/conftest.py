"""Two people, and a thread of one of them."""

import pytest

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.inbox.actions import open_thread
from rathaus.foundation.inbox.models import Thread
from rathaus.foundation.vault.actions import create_key
from rathaus.lib.references import new_reference


@pytest.fixture
def anna(db: None) -> Person:
    return Person.objects.create_user("anna@rathaus.example", name="Anna Kowalski")


@pytest.fixture
def bernd(db: None) -> Person:
    return Person.objects.create_user("bernd@rathaus.example", name="Bernd Schäfer")


@pytest.fixture
def thread(anna: Person) -> Thread:
    return open_thread("Hund anmelden", person=anna, key=create_key(), reference=new_reference(), topic="hund-anmelden")
