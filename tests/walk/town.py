"""A town with one of everything that has an address, and everyone who may come by."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import uuid4

import pytest
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.hashers import make_password
from django.test import Client

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.inbox.actions import mark_read
from rathaus.foundation.inbox.models import Message
from rathaus.foundation.notifications import stopping
from rathaus.foundation.notifications.models import Group, Recipient
from rathaus.foundation.offices.models import Membership
from rathaus.foundation.representation.actions.families import add_child
from rathaus.foundation.representation.models import Mandate
from rathaus.integrations.demo.actions import seat
from rathaus.integrations.demo.cast import CAST, PASSWORD
from rathaus.integrations.relying_parties.actions import agree, register
from rathaus.integrations.relying_parties.models import Connection
from rathaus.lib.references import new_code, new_reference
from rathaus.portal.cases import actions
from rathaus.portal.cases.models import Case
from tests.clock import Travel
from tests.journeys.citizen import Citizen
from tests.journeys.examples import SENT
from tests.visitor import Visitor
from tests.walk.participation import Things, play

EXAMPLE = next(example for example in SENT if str(example) == "hund-anmelden/ein-hund-aus-dem-tierheim")
PEOPLE = ("anna", "bernd", "clara", "doris", "ivo", "frida", "georg", "lena", "emil")
NUMBERS = (
    *("membership", "person", "number", "pk", "milestone"),
    *("merge_id", "report_id", "comment_id", "appeal_id", "device"),
)
BEGUN = "meldebescheinigung"
"""The service for which Anna and the guest have an open draft."""


@dataclass
class Town:
    """``browsers`` by role; Anna's and the guest's case have a notice that was opened, ``claras`` is still at work.

    ``played`` are the things of participation, by the beginning of their addresses.
    """

    browsers: dict[str, Client]
    annas: Case
    guests: Case
    claras: Case
    played: dict[str, Things]

    def real(self, address: str) -> Things:
        """What stands in ``address``: the guest's things where the way is without account, at the desk Clara's."""
        if begin := max((begin for begin in self.played if address.startswith(begin)), key=len, default=""):
            return self.played[begin]
        case = {"status": self.guests, "arbeitsplatz": self.claras}.get(address.split("/")[1], self.annas)
        letter = case.thread.messages.exclude(files=None).latest("sent_at")
        member = Membership.objects.get(person__email=CAST["clara"].email)
        return {
            "reference": case.reference,
            "thread_id": str(case.thread_id),
            "message_id": str(letter.id),
            "file_id": str(letter.files.get().id),
            "export_id": "00000000-0000-4000-8000-000000000000",
            "question": "mandat",
            "membership": str(member.pk),
            "person": str(member.person_id),
            "pk": "1",
            "key": "kein-link",
            "device": "1",
            "mail_id": "00000000-0000-4000-8000-000000000000",
            "token": stopping.token(Recipient.objects.get(person__email=CAST["anna"].email).pk, Group.CASES),
            "mandate_id": str(Mandate.objects.get(kind=Mandate.Kind.PARENT).pk),
        }

    def missing(self, address: str) -> Things:
        """The same, of things that do not exist."""
        made: dict[str, Callable[[], object]] = {
            "reference": new_reference,
            "code": new_code,
            "slug": lambda: "gibt-es-nicht",
            **dict.fromkeys(NUMBERS, lambda: 987654),
        }
        if address.startswith("/workshops/platz/"):
            made["number"] = new_reference
        return {name: str(made.get(name, uuid4)()) for name in self.real(address)}


@pytest.fixture
def town(city: None, travel_to: Travel, run_tasks: Callable[[], int]) -> Town:
    travel_to(EXAMPLE.today)
    people = {first: seat(CAST[first], make_password(PASSWORD)) for first in PEOPLE}
    anna, guest = Citizen(EXAMPLE, people["anna"]), Citizen(EXAMPLE)
    work, mine, theirs = (_sent(citizen, people["clara"]) for citizen in (anna, anna, guest))
    for case in (mine, theirs):
        choice = case.application.definition.blueprint.decisions[0]
        actions.decide(case, choice, "Wir haben alles geprüft.", by=people["clara"])
    run_tasks()
    for message in Message.objects.filter(read_at=None):
        mark_read(message, by=message.thread.person or "guest")
    guest.follow_case(theirs.reference, theirs.application.status_code)
    for citizen in (anna, guest):
        citizen.client.post(f"/antrag/{BEGUN}/", {"begin": "new"})
    add_child("Mia Kowalski", EXAMPLE.today, by=people["anna"])
    connected = {
        "/konto/zugaenge/": {"number": str(SocialAccount.objects.create(user=people["anna"], provider="probe").pk)},
        "/mein/verbundene-dienste/": {"number": str(_connected(people["anna"]).pk)},
        "/konto/anmelden/{provider_id}/": {"provider_id": "probe"},
    }
    browsers = {"anonymous": Client(), "guest": guest.client, "anna": anna.client}
    browsers |= {first: Visitor(person).client for first, person in people.items() if first != "anna"}
    return Town(browsers, mine, theirs, work, play(people) | connected)


def _sent(citizen: Citizen, clerk: Person) -> Case:
    """An application of hers, in the clerk's hands."""
    citizen.find_and_begin()
    citizen.answer_all()
    citizen.submit()
    return actions.take(Case.objects.get(reference=citizen.reference), by=clerk)


def _connected(person: Person) -> Connection:
    """A service that may know her."""
    client, _secret = register("Stadtbibliothek", ["https://bibliothek.example/"], ["openid"])
    return agree(client, asked=["openid"], agreed=["openid"], by=person)
