"""A small town for tests: two offices, their staff, two citizens, and one service of four questions."""

import base64
import io
import uuid
from collections.abc import Callable
from typing import Any

import pikepdf
import pytest
from django.test import Client

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.offices.models import Membership, Office
from rathaus.portal.applications.actions.programs import submit_answers
from rathaus.portal.applications.actions.publishing import publish_content
from rathaus.portal.cases import actions
from rathaus.portal.cases.models import Case
from rathaus.portal.catalogue.models import Service

NOTICE = """
#import "letterhead.typ": *
#import "parts.typ": *
#show: letter
#greeting
#strong(data.decision.label)
#reasons()
#fee
#closing
"""
CONTENT: dict[str, Any] = {
    "title": "Hund anmelden",
    "guest": True,
    "trust_level": "none",
    "processing_days": 10,
    "confirm": "Ich versichere, dass alles stimmt.",
    "steps": [
        {
            "id": "halter",
            "title": "Sie",
            "heading": "Wer hält den Hund?",
            "questions": [
                {"id": "name", "type": "person-name", "label": "Ihr Name"},
                {"id": "adresse", "type": "address", "label": "Ihre Anschrift"},
                {"id": "email", "type": "email", "label": "Ihre E-Mail-Adresse", "required": False},
                {"id": "gross", "type": "yes-no", "label": "Ist der Hund groß?"},
                {"id": "foto", "type": "file", "label": "Ein Foto", "required": False, "kinds": ["pdf"]},
            ],
        }
    ],
    "fee": {"text": "Jahressteuer", "lines": [{"label": "Ein Hund", "amount": "13200"}]},
    "hints": [{"id": "gross", "when": "gross", "text": "Bitte zeigen Sie ihn an.", "desk": "Die Anzeige fehlt."}],
    "desk": {"applicant": "name", "email": "email", "address": ["{adresse}"]},
    "decisions": [
        {"id": "festsetzen", "outcome": "approve", "label": "Steuer festsetzen"},
        {"id": "ablehnen", "outcome": "reject", "label": "Anmeldung ablehnen"},
    ],
    "text_blocks": [
        {"id": "nachweis", "label": "Nachweis fehlt", "text": "Bitte schicken Sie den Nachweis.", "for": ["question"]},
        {"id": "doppelt", "label": "Schon da", "text": "Der Hund ist schon angemeldet.", "for": ["reject"]},
    ],
    "notice": NOTICE,
    "examples": [],
}
ADDRESS = {"street": "Musterstraße", "number": "12", "postcode": "47057", "town": "Duisburg"}


@pytest.fixture
def steuern(db: None) -> Office:
    return Office.objects.create(slug="steuern", name="Amt für Steuern")


@pytest.fixture
def parken(db: None) -> Office:
    return Office.objects.create(slug="parken", name="Amt für Parken")


@pytest.fixture
def service(steuern: Office) -> Service:
    hund = Service.objects.create(slug="hund", title="Hund anmelden", facts={"office": ["steuern"]})
    hund.offices.add(steuern)
    publish_content(hund, CONTENT)
    return hund


def _person(name: str, office: Office | None = None, role: str = Membership.Role.CLERK) -> Person:
    first = name.split()[0].lower()
    person = Person.objects.create_user(f"{first}@rathaus.example", name=name)
    if office:
        Membership.objects.create(person=person, office=office, role=role)
    return person


@pytest.fixture
def clara(steuern: Office) -> Person:
    return _person("Clara Weiß", steuern)


@pytest.fixture
def doris(steuern: Office) -> Person:
    return _person("Doris Brandt", steuern, Membership.Role.HEAD)


@pytest.fixture
def ivo(parken: Office) -> Person:
    return _person("Ivo Petrov", parken)


@pytest.fixture
def anna(db: None) -> Person:
    return _person("Anna Kowalski")


@pytest.fixture
def bernd(db: None) -> Person:
    return _person("Bernd Schäfer")


def signed_in(person: Person) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


def a_pdf(name: str = "foto.pdf") -> dict[str, str]:
    """A small real file, as a program sends it."""
    content = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(content)
    return {"name": name, "content_type": "application/pdf", "data": base64.b64encode(content.getvalue()).decode()}


Apply = Callable[..., Case]


@pytest.fixture
def apply(service: Service) -> Apply:
    """Sends an application as a program would, and gives its case."""

    def send(person: Person | None = None, given: str = "Anna", family: str = "Kowalski", **more: Any) -> Case:
        answers = {"name": {"given": given, "family": family}, "adresse": ADDRESS, "gross": True} | more
        application = submit_answers(service, answers, idempotency_key=str(uuid.uuid4()), by=person)
        return Case.objects.get(application=application)

    return send


@pytest.fixture
def case(apply: Apply, anna: Person) -> Case:
    """Anna's case, new."""
    return apply(anna)


@pytest.fixture
def claras(case: Case, clara: Person) -> Case:
    """Anna's case in Clara's hands."""
    return actions.take(case, by=clara)
