"""A citizen with cases, as short as the database allows."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.inbox.actions import open_thread, post
from rathaus.foundation.inbox.models import Message, Thread
from rathaus.foundation.offices.models import Office
from rathaus.foundation.vault.actions import create_key
from rathaus.lib.references import new_reference
from rathaus.portal.applications.models import Application, Definition, Draft
from rathaus.portal.cases.models import Case, Enquiry
from rathaus.portal.cases.workflow import State
from rathaus.portal.catalogue.models import Service


@pytest.fixture
def anna(db: None) -> Person:
    return Person.objects.create_user("anna@rathaus.example", name="Anna Kowalski")


@pytest.fixture
def bernd(db: None) -> Person:
    return Person.objects.create_user("bernd@rathaus.example", name="Bernd Schäfer")


@pytest.fixture
def anna_client(anna: Person) -> Client:
    client = Client()
    client.force_login(anna)
    return client


@pytest.fixture
def bernd_client(bernd: Person) -> Client:
    client = Client()
    client.force_login(bernd)
    return client


@pytest.fixture
def definition(db: None) -> Definition:
    service = Service.objects.create(slug="hund-anmelden", title="Hund anmelden")
    return Definition.objects.create(service=service, version=1, content={}, digest="")


MakeCase = Callable[..., Case]


@pytest.fixture
def make_case(anna: Person, definition: Definition) -> MakeCase:
    """Makes a case of Anna's, in the state given."""
    office = Office.objects.create(slug="steuern", name="Amt für Rechnungswesen und Steuern")

    def make(state: State = State.WORK) -> Case:
        key, reference, now = create_key(), new_reference(), timezone.now()
        application = Application.objects.create(
            reference=reference,
            idempotency_key=reference,
            service=definition.service,
            definition=definition,
            person=anna,
            key=key,
            sealed_answers=b"",
            sealed_status_code=b"",
            status_code_index="",
            submitted_at=now,
        )
        return Case.objects.create(
            application=application,
            person=application.person,
            reference=reference,
            service=definition.service,
            office=office,
            thread=open_thread("Hund anmelden", person=anna, key=key, reference=reference),
            state=state,
            opened_at=now,
            due_on=timezone.localdate() + timedelta(days=14),
            paused_on=timezone.localdate() if state == State.WAITING else None,
            finished_at=now if state in (State.DECIDED, State.CLOSED) else None,
        )

    return make


@pytest.fixture
def case(make_case: MakeCase) -> Case:
    return make_case()


@pytest.fixture
def asked(make_case: MakeCase) -> Enquiry:
    """A question Anna has not answered."""
    case = make_case(State.WAITING)
    question = write(case.thread, Message.Kind.QUESTION, "Wie groß ist Bruno?")
    deadline = timezone.localdate() + timedelta(days=9)
    return case.enquiries.create(message=question, asked_at=timezone.now(), deadline=deadline)


@pytest.fixture
def draft(anna: Person, definition: Definition) -> Draft:
    return Draft.objects.create(
        service=definition.service, definition=definition, person=anna, key=create_key(), sealed_answers=b""
    )


def write(thread: Thread, kind: str, body: str) -> Message:
    """The city writes."""
    return post(thread, kind, body, by="system", signature="Amt für Rechnungswesen und Steuern", from_city=True)
