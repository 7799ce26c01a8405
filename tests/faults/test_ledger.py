"""The books are compared strictly: what is missing, doubled or changed is found."""

from pathlib import Path

import pytest

from faults.checker import check
from faults.ledger import Ledger
from rathaus.foundation.accounts.models import Person
from rathaus.participation.ideas.actions import NewIdea, send_idea, support
from rathaus.participation.ideas.models import Idea, Support
from rathaus.portal.applications.tasks import make_receipt

pytestmark = pytest.mark.django_db


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    return Ledger(tmp_path / "ledger")


@pytest.fixture
def idea(city: None) -> Idea:
    return send_idea(NewIdea("Bänke am Ufer", "Damit man sitzen kann.", "mobilitaet"), by="system", checked=True).idea


def found_in(ledger: Ledger) -> str:
    return "\n".join(check(ledger.path))


def test_a_vote_that_counts_is_found(ledger: Ledger, idea: Idea, anna: Person) -> None:
    support(idea, by=anna)
    ledger.note("vote", "1", idea=idea.number, who=anna.email)
    assert found_in(ledger) == ""


def test_a_lost_vote_is_told(ledger: Ledger, idea: Idea, anna: Person) -> None:
    ledger.note("vote", "1", idea=idea.number, who=anna.email)
    assert "was acknowledged and is there 0 times" in found_in(ledger)


def test_a_counter_that_is_wrong_is_told(ledger: Ledger, idea: Idea, anna: Person) -> None:
    support(idea, by=anna)
    Support.objects.filter(idea=idea).delete()
    assert f"idea {idea.number} says 1 supporters, and has 0" in found_in(ledger)


def test_what_was_only_tried_need_not_be_there(ledger: Ledger, idea: Idea, anna: Person) -> None:
    ledger.tried("vote", "1", idea=idea.number, who=anna.email)
    assert found_in(ledger) == ""


def test_what_was_tried_once_and_is_there_twice_is_told(ledger: Ledger, idea: Idea) -> None:
    ledger.tried("idea", "1", title=idea.title)
    send_idea(NewIdea(idea.title, "Noch einmal.", "mobilitaet"), by="system")
    assert "was never acknowledged and is there 2 times" in found_in(ledger)


def test_a_task_that_was_never_done_is_told(ledger: Ledger) -> None:
    make_receipt.enqueue("never")
    assert "a task waits: rathaus.portal.applications.tasks.make_receipt" in found_in(ledger)
