"""The demo's cases."""

from collections.abc import Callable

import pytest
from django.core.management import call_command
from django.db.models import Count
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import faults
from rathaus.foundation.inbox.models import Message
from rathaus.integrations.demo.account import CERTIFICATE, CHILD, CLUB, FOR_ANNA, PERMIT
from rathaus.integrations.demo.actions import seat_all
from rathaus.integrations.demo.cast import CAST
from rathaus.integrations.demo.performance import perform_play
from rathaus.integrations.demo.play import SCENES
from rathaus.portal.applications.models import Application
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.workflow import State

ALL = (*SCENES, PERMIT, CERTIFICATE, FOR_ANNA)


@pytest.fixture
def played(city: None) -> None:
    call_command("demo", verbosity=0)


def test_the_play_has_cases_in_every_state(played: None) -> None:
    counted = dict(Case.objects.values_list("state").annotate(Count("pk")).order_by())
    assert set(counted) == set(State.values)
    assert sum(counted.values()) == len(ALL)


def test_some_cases_are_overdue_and_none_is_from_the_future(played: None) -> None:
    assert Case.objects.filter(state__in=[State.NEW, State.WORK], due_on__lt=timezone.localdate()).exists()
    assert not Application.objects.filter(submitted_at__gt=timezone.now()).exists()
    assert not Message.objects.filter(sent_at__gt=timezone.now()).exists()


def test_playing_again_changes_nothing(played: None) -> None:
    assert perform_play(seat_all()) == 0
    assert Person.objects.count() == len(CAST) + len((CHILD, CLUB))
    assert Application.objects.count() == len(ALL)


def test_what_was_played_leaves_a_whole_audit_chain(played: None) -> None:
    assert list(faults()) == []


def test_all_that_follows_from_the_play_can_be_done(played: None, run_tasks: Callable[[], int]) -> None:
    assert run_tasks() >= len(ALL)
    assert not Application.objects.filter(receipt=None).exists()
