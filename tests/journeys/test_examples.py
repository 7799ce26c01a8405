"""Every example of every online service: from the start page to the decision that the citizen opens."""

from collections.abc import Callable

import pytest
from django.core import mail

from rathaus.lib.money import euros
from rathaus.portal.applications.models import Application
from tests.clock import Travel
from tests.journeys.citizen import Citizen
from tests.journeys.clerk import Clerk
from tests.journeys.evidence import assert_mails_tell_nothing, embedded, public_status
from tests.journeys.examples import BY_GUESTS, EXAMPLES, SENT, STOPPED, Example

FEWEST = 4


def test_every_online_service_has_examples_that_are_sent_and_that_stop() -> None:
    services = {example.service for example in EXAMPLES}
    assert services >= {"hund-anmelden", "bewohnerparkausweis", "meldebescheinigung"}
    for service in services:
        assert len([one for one in EXAMPLES if one.service == service]) >= FEWEST
        assert [one for one in SENT if one.service == service]
        assert [one for one in STOPPED if one.service == service]
    assert len(SENT) + len(STOPPED) == len(EXAMPLES)


@pytest.mark.parametrize("example", STOPPED, ids=str)
def test_where_it_goes_on_in_person_the_page_says_how(city: None, travel_to: Travel, example: Example) -> None:
    travel_to(example.today)
    citizen = Citizen(example)
    citizen.find_and_begin()
    citizen.answer_all()
    stop = next(stop for stop in citizen.blueprint.stops if stop.id == example.expect["stop"])
    assert citizen.place.endswith("/persoenlich/")
    assert stop.title in citizen.text
    citizen.go(f"/antrag/{example.service}/pruefen/")
    assert citizen.place.endswith("/persoenlich/")
    assert not Application.objects.exists()


@pytest.mark.parametrize("example", [one for one in SENT if one not in BY_GUESTS], ids=str)
def test_who_must_prove_who_she_is_does_so_on_the_way_and_finds_the_notice_in_her_inbox(
    city: None, travel_to: Travel, run_tasks: Callable[[], int], example: Example
) -> None:
    travel_to(example.today)
    citizen = Citizen(example)
    citizen.find_and_begin()
    citizen.answer_all()
    assert_checked_as_expected(citizen)
    citizen.submit()
    application = Application.objects.get()
    assert (application.person, application.trust_level) == (citizen.person, citizen.blueprint.needed_level)
    assert (application.charge.amount if application.charge else 0) == example.expect.get("fee", 0)
    run_tasks()
    clerk = Clerk.responsible_for(example.service)
    clerk.take(citizen.reference)
    clerk.decide(citizen.reference, example.expect["decision"])
    run_tasks()
    citizen.go("/mein/postfach/")
    citizen.follow(application.service.title)
    citizen.open_all_letters()
    letter = citizen.follow(f"Bescheid {application.reference}").content
    assert application.answers in embedded(letter)


@pytest.mark.parametrize("example", BY_GUESTS, ids=str)
def test_a_guest_applies_the_clerk_decides_and_the_guest_opens_the_notice(
    city: None, travel_to: Travel, run_tasks: Callable[[], int], example: Example
) -> None:
    travel_to(example.today)
    guest = Citizen(example)
    guest.find_and_begin()
    guest.answer_all()
    assert_checked_as_expected(guest)
    guest.submit()
    reference, code = guest.reference, guest.code
    assert public_status(reference, code) == "RECEIVED"

    run_tasks()
    guest.go(guest.path)
    application = Application.objects.get()
    assert application.answers in embedded(guest.follow("Ihr Antrag als PDF").content)
    assert (application.charge.amount if application.charge else 0) == example.expect.get("fee", 0)

    clerk = Clerk.responsible_for(example.service)
    clerk.take(reference)
    assert public_status(reference, code) == "PROCESSING"
    clerk.decide(reference, example.expect["decision"])
    run_tasks()
    assert public_status(reference, code) == "COMPLETED"

    follower = Citizen(example)
    follower.follow_case(reference, code)
    assert f"Bescheid {reference}" not in follower.text
    follower.open_all_letters()
    assert application.answers in embedded(follower.follow(f"Bescheid {reference}").content)
    assert bool(mail.outbox) == ("email" in example.answers)
    assert_mails_tell_nothing(example, reference)


def assert_checked_as_expected(citizen: Citizen) -> None:
    """The steps she saw, and the fee and the hints on the check page, are those of the example."""
    expect = citizen.example.expect
    assert citizen.steps == expect["steps"]
    assert citizen.place.endswith("/pruefen/")
    assert (euros(expect.get("fee", 0)) in citizen.page.plain) == ("fee" in expect)
    beginnings = {hint.id: hint.text.split("{")[0].strip() for hint in citizen.blueprint.hints}
    shown = [name for name, beginning in beginnings.items() if beginning and beginning in citizen.text]
    assert shown == [name for name in expect["hints"] if beginnings[name]]
