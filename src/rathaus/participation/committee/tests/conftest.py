import pytest

from rathaus.foundation.accounts.models import Person
from rathaus.participation.committee.models import Item, Meeting
from rathaus.participation.committee.tests.round import Round, checked_idea, last_item, sit_down


@pytest.fixture
def ring(emil: Person) -> Round:
    """The committee with Emil on it."""
    return sit_down(emil)


@pytest.fixture
def meeting(ring: Round) -> Meeting:
    """A running meeting with one idea, all seats taken."""
    return ring.meeting(checked_idea())


@pytest.fixture
def item(meeting: Meeting) -> Item:
    """Its idea."""
    return last_item(meeting)
