"""A browser that asked a door, and answers made by the simulator for it."""

import base64
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from allauth.socialaccount.models import SocialAccount
from django.http import HttpResponse
from django.test import Client

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.integrations.demo.bundid import plan
from rathaus.integrations.demo.bundid.peer import PEERS
from rathaus.integrations.demo.bundid.people import PEOPLE
from rathaus.integrations.demo.bundid.plan import Plan
from rathaus.integrations.demo.bundid.question import Question, read

MIA = PEOPLE["mia"]
HIGH = "STORK-QAA-Level-4"


@dataclass
class Browser:
    """Somebody who has asked BundID to say who she is, and has not come back yet."""

    client: Client = field(default_factory=Client)
    door: str = "bundid"
    query: str = ""

    def ask(self) -> Question:
        return read(urlsplit(self.asked_at()).query, PEERS[self.door])

    def asked_at(self) -> str:
        """The address to which her question leads."""
        path = f"/konto/{self.door}/anmelden/{self.query}"
        return self.client.post(path)["Location"]

    def plan(self, context: str = HIGH) -> Plan:
        """A right answer to a new question."""
        return plan.plan_for(PEERS[self.door], self.ask(), MIA.attributes(context), context)

    def bring(self, answer: Plan | str) -> HttpResponse:
        """The page that she sees when she comes back with the answer: a plan, or XML."""
        xml = answer if isinstance(answer, str) else plan.response(answer)
        return self.bring_text(base64.b64encode(xml.encode()).decode())

    def bring_text(self, text: Any) -> HttpResponse:
        arrived = self.client.post(f"/konto/{self.door}/antwort/", {"SAMLResponse": text, "RelayState": ""})
        assert arrived.status_code == 302
        return self.client.get(arrived["Location"])

    @property
    def is_in(self) -> bool:
        return "_auth_user_id" in self.client.session


def assert_refused(page: HttpResponse, browser: Browser, reason: str) -> None:
    """Neither session nor account nor identity; plain words; a line in the audit that names nobody."""
    assert page.status_code == 400
    assert "Die Anmeldung hat nicht geklappt" in page.content.decode()
    assert not browser.is_in
    assert (Person.objects.count(), SocialAccount.objects.count()) == (0, 0)
    line = Entry.objects.latest("number")
    assert (line.verb, line.subject, line.actor, line.detail) == (
        "door.refused",
        f"door:{browser.door}",
        "guest",
        {"reason": reason},
    )
