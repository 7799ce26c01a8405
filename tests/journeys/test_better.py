"""„Was können wir besser machen?“: a service page and each step of an application lead to an idea that keeps which."""

import pytest

from rathaus.foundation.accounts.models import Person
from rathaus.participation.ideas.models import Idea
from tests.clock import Travel
from tests.journeys.citizen import Citizen
from tests.journeys.examples import ONE_OF_EACH, Example
from tests.journeys.guest import Guest
from tests.journeys.team import DESK, Team

ASKED = "Was können wir besser machen?"
IDEA = {"title": "Weniger Fragen", "text": "Das Geburtsdatum steht schon im Ausweis.", "field": "e-government"}


@pytest.mark.parametrize("example", ONE_OF_EACH, ids=str)
def test_an_idea_written_at_a_service_page_keeps_it(city: None, example: Example) -> None:
    guest = Guest()
    guest.go(f"/leistungen/{example.service}/")
    assert ASKED in guest.text
    guest.follow("Idee einreichen")
    assert guest.place == "/ideen/neu/"
    number = guest.send_idea(place=guest.path, **IDEA)
    assert Idea.objects.get(number=number).context == {"service": example.service}


@pytest.mark.parametrize("example", ONE_OF_EACH, ids=str)
def test_a_step_of_an_application_asks_too_and_the_idea_keeps_the_step(
    lena: Person, example: Example, travel_to: Travel
) -> None:
    travel_to(example.today)
    citizen = Citizen(example)
    citizen.go(f"/antrag/{example.service}/")
    citizen.begin()
    first = citizen.place.rstrip("/").rpartition("/")[2]
    ways = {link.href for link in citizen.page.links if ASKED in link.label}
    assert ways == {f"/ideen/neu/?leistung={example.service}&schritt={first}"}

    guest = Guest()
    number = guest.send_idea(place=ways.pop(), **IDEA)
    idea = Idea.objects.get(number=number)
    assert idea.context == {"service": example.service, "step": first}
    team = Team(lena)
    team.check_idea(number)
    guest.go(f"/ideen/{number}/")
    assert f"/leistungen/{example.service}/" in [link.href for link in guest.page.links]
    team.go(f"{DESK}ideen/{number}/")
    assert f"/leistungen/{example.service}/ Schritt: {first}" in team.text


def test_what_is_wrong_with_the_form_does_not_cost_the_idea_its_context(city: None) -> None:
    guest = Guest()
    guest.read("/ideen/neu/?leistung=hund-anmelden&schritt=halter")
    guest.press("Idee senden")
    assert guest.answer.status_code == 422
    for name, value in IDEA.items():
        guest.enter(name, value)
    guest.press("Idee senden")
    assert Idea.objects.get().context == {"service": "hund-anmelden", "step": "halter"}
