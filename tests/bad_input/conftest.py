from collections.abc import Callable
from datetime import date

import pytest

from rathaus.foundation.accounts.models import Person
from rathaus.portal.cases import actions
from rathaus.portal.cases.models import Case
from tests.clock import Travel
from tests.journeys.citizen import Citizen
from tests.journeys.examples import SENT, Example
from tests.visitor import Visitor

TODAY = date(2026, 11, 23)


def example(name: str) -> Example:
    return next(one for one in SENT if str(one) == name)


@pytest.fixture
def at_step(city: None, travel_to: Travel) -> Callable[..., Citizen]:
    """``at_step("haushalt")``: a guest in the middle of an application, at that step."""

    def walk(step_id: str, of: str = "hund-anmelden/ein-hund-aus-dem-tierheim") -> Citizen:
        travel_to(TODAY)
        citizen = Citizen(example(of))
        citizen.answer_until(step_id)
        return citizen

    return walk


@pytest.fixture
def case(anna: Person, clara: Person, travel_to: Travel) -> Case:
    """Anna's case in Clara's hands, who has asked something."""
    travel_to(TODAY)
    citizen = Citizen(example("hund-anmelden/ein-hund-aus-dem-tierheim"), anna)
    citizen.answer_until("pruefen")
    citizen.submit()
    return actions.take(Case.objects.get(), by=clara)


@pytest.fixture
def clerk(clara: Person) -> Visitor:
    return Visitor(clara)
