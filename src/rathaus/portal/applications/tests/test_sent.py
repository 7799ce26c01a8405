"""What was sent is read without a walk, and says the same as one."""

import json

import pytest

from rathaus.portal.applications.blueprints.assembly import assemble
from rathaus.portal.applications.blueprints.folders import city_folder
from rathaus.portal.applications.blueprints.reading import read_folder
from rathaus.portal.applications.examples import example_answers, example_day
from rathaus.portal.applications.expressions import Undecided
from rathaus.portal.applications.journey import Journey
from rathaus.portal.applications.sent import SentJourney
from rathaus.portal.applications.tests.test_examples import EXAMPLES, name
from rathaus.portal.applications.tests.test_journey import ANSWERS, DOG, TODAY

SAID = ("fee", "hints", "advice", "recipient", "applicant", "email", "sections", "steps", "stop", "complete")


def sent(journey):
    """The journey as it is read after it was kept."""
    return SentJourney(journey.blueprint, json.loads(json.dumps(journey.cleaned)), today=journey.today)


def assert_same(journey):
    kept = sent(journey)
    assert list(kept.cleaned.items()) == list(journey.cleaned.items())
    assert dict(kept._values) == journey._values
    assert {one: getattr(kept, one) for one in SAID} == {one: getattr(journey, one) for one in SAID}


@pytest.mark.parametrize(("folder", "example"), EXAMPLES, ids=name)
def test_every_example_says_the_same_once_it_is_sent(folder, example):
    found = read_folder(folder, city_folder())
    table = found.examples[example].table
    if "stop" not in table["expect"]:
        assert_same(Journey(assemble(found.content), example_answers(table), today=example_day(table)))


@pytest.mark.parametrize(
    "changes",
    [
        {},
        {"zahlweise": "bar"},
        {"hunde": [{"rufname": "Mila", "gross": False, "chip": "hidden"}]},
        {"hunde": [{"rufname": "Mila", "gross": False, "seit": "2026-02-03"}] * 3},
    ],
)
def test_items_and_calculated_values_are_read_as_they_were_kept(changes):
    assert_same(Journey(assemble(DOG), ANSWERS | changes, today=TODAY))


def test_a_broken_fee_does_not_pass_as_free_once_it_is_sent():
    broken = DOG | {"fee": {"lines": [{"label": "Gebühr", "amount": "satz / (neue - 2)"}]}}
    with pytest.raises(Undecided):
        _ = sent(Journey(assemble(broken), ANSWERS, today=TODAY)).fee
