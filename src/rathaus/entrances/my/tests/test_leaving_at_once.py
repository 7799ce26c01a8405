"""She deletes her account while another window of hers is at work: one waits for the other, and both end well."""

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection

from rathaus.entrances.my.actions import leave
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.inbox import actions as inbox
from rathaus.foundation.inbox.models import Message
from rathaus.participation.ideas.actions import supporting
from rathaus.participation.ideas.models import Idea
from rathaus.participation.ideas.tests.sent import sent
from rathaus.portal.applications.actions import submission
from rathaus.portal.applications.actions.drafts import begin, keep
from rathaus.portal.applications.models import Application, Definition, Draft
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.tests.town import *  # noqa: F403
from rathaus.portal.cases.tests.town import ADDRESS
from rathaus.portal.catalogue.models import Service

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite has one writer at a time"),
]


class Leaving:
    """Begins when another action has come to a certain place, which goes on once this one waits for it."""

    def __init__(self, person: Person) -> None:
        self.person, self.process, self.faults = person, 0, list[Exception]()
        self.thread = threading.Thread(target=self._leave)

    def after(self, step: Callable[..., Any]) -> Callable[..., Any]:
        def and_then(*args: Any, **more: Any) -> Any:
            done = step(*args, **more)
            self.thread.start()
            while not self._waits() and self.thread.is_alive():
                pass
            return done

        return and_then

    def _waits(self) -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [self.process])
            return bool(cursor.fetchone()[0])

    def _leave(self) -> None:
        try:
            connection.ensure_connection()
            self.process = connection.connection.info.backend_pid
            leave(self.person)
        except Exception as fault:
            self.faults.append(fault)
        finally:
            connection.close()


@pytest.fixture
def leaving(anna: Person) -> Leaving:
    return Leaving(anna)


def ended_well(leaving: Leaving) -> bool:
    leaving.thread.join()
    return leaving.faults == [] and not Person.objects.filter(pk=leaving.person.pk).exists()


def test_while_she_sends_an_application(
    anna: Person, service: Service, leaving: Leaving, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = begin(Definition.objects.in_force(service__slug="hund"), by=anna, others=Draft.objects.none())
    keep(draft, {"name": {"given": "Anna", "family": "Kowalski"}, "adresse": ADDRESS, "gross": True})
    monkeypatch.setattr(submission, "lock", leaving.after(submission.lock))
    sent_one = submission.submit(draft.pk, by=anna)
    assert ended_well(leaving)
    assert Application.objects.get(pk=sent_one.pk).person is None


def test_while_she_writes_into_a_thread(
    anna: Person, case: Case, leaving: Leaving, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inbox, "_sent_before", leaving.after(inbox._sent_before))
    said = inbox.reply(case.thread, Message.Kind.TEXT, "Guten Tag", [], by=anna, signature="Anna", once="1")
    assert ended_well(leaving)
    assert Message.objects.get(pk=said.pk).author is None


def test_while_she_supports_an_idea(anna: Person, leaving: Leaving, monkeypatch: pytest.MonkeyPatch) -> None:
    idea = sent()
    monkeypatch.setattr(supporting, "_stands_behind", leaving.after(supporting._stands_behind))
    supporting.support(idea, by=anna)
    assert ended_well(leaving)
    assert Idea.objects.get(pk=idea.pk).supports == 1
