"""A draft that nobody goes on with: who is told, and that the one just gone on with stays."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from rathaus.entrances.ops import endings
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.notifications.models import Mail
from rathaus.foundation.representation.actions.families import add_child
from rathaus.portal.applications.actions.drafts import begin, discard, keep
from rathaus.portal.applications.models import Definition, Draft
from rathaus.portal.cases.tests.town import *  # noqa: F403
from rathaus.portal.catalogue.models import Service

pytestmark = pytest.mark.django_db


def test_the_end_of_a_childs_draft_is_told_to_its_parent(service: Service, anna: Person) -> None:
    child = add_child("Mia", date(timezone.localdate().year - 5, 1, 1), by=anna)
    draft = _begun(child)
    Draft.objects.filter(pk=draft.pk).update(updated_at=timezone.now() - timedelta(days=160))
    endings.announce_ends_of_drafts()
    assert Mail.objects.get(kind="draft_ends").to == anna.email


def test_a_draft_that_somebody_went_on_with_meanwhile_stays(service: Service, anna: Person) -> None:
    read = _begun(anna)
    keep(Draft.objects.get(pk=read.pk), {"rasse": "Dackel"})
    assert not discard(read, untouched=True)
    assert discard(Draft.objects.get(pk=read.pk), untouched=True)
    assert not Draft.objects.exists()


def _begun(person: Person) -> Draft:
    definition = Definition.objects.in_force(service__slug="hund")
    assert definition
    return begin(definition, by=person, others=Draft.objects.none())
