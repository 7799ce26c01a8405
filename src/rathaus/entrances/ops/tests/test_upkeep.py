"""What nobody needs any more is cleared away, and nothing else."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from rathaus.entrances.ops.actions import KEPT_DAYS
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.vault.models import Key
from rathaus.portal.applications.actions.drafts import begin
from rathaus.portal.applications.models import Definition, Draft


@pytest.fixture
def dogs(city: None) -> Definition:
    return Definition.objects.get(service__slug="hund-anmelden", in_force=True)


def untouched_for(draft: Draft, days: int) -> None:
    Draft.objects.filter(pk=draft.pk).update(updated_at=timezone.now() - timedelta(days=days))


def test_a_guests_forgotten_draft_goes_with_its_key(dogs: Definition) -> None:
    draft = begin(dogs, by=None, others=Draft.objects.none())
    untouched_for(draft, KEPT_DAYS + 1)
    call_command("upkeep")
    assert not Draft.objects.exists()
    assert not Key.objects.filter(pk=draft.key_id).exists()


def test_a_guests_draft_of_this_month_stays(dogs: Definition) -> None:
    untouched_for(begin(dogs, by=None, others=Draft.objects.none()), KEPT_DAYS - 1)
    call_command("upkeep")
    assert Draft.objects.count() == 1


def test_a_draft_in_an_account_stays(dogs: Definition, anna: Person) -> None:
    untouched_for(begin(dogs, by=anna, others=Draft.objects.none()), KEPT_DAYS + 1)
    call_command("upkeep")
    assert Draft.objects.count() == 1
