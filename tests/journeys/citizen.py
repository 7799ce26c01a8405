"""A citizen who applies, page by page, with the answers of an example."""

import re
from typing import Any

from rathaus.foundation.accounts.models import Person
from rathaus.integrations.demo.actions import seat
from rathaus.integrations.demo.cast import CAST
from rathaus.portal.applications.blueprints.blueprint import Blueprint
from rathaus.portal.applications.models import Definition
from rathaus.portal.applications.questions.group import Group
from tests.journeys.examples import Example, typed
from tests.visitor import Visitor

MOST_PAGES = 60


class Citizen(Visitor):
    """She knows her answers, and gives them where the page asks."""

    def __init__(self, example: Example, person: Person | None = None) -> None:
        super().__init__(person)
        self.example = example
        self.steps: list[str] = []
        """Ids of the steps she saw, in order."""

    @property
    def blueprint(self) -> Blueprint:
        definition = Definition.objects.in_force(service__slug=self.example.service)
        assert definition is not None
        return definition.blueprint

    @property
    def reference(self) -> str:
        return self._word("Nummer Ihres Vorgangs")

    @property
    def code(self) -> str:
        """The status code, as the receipt shows it to guests."""
        return self._word("Ihr Code")

    def find_and_begin(self) -> None:
        """From the start page over search and service page into the first step."""
        self.go("/")
        self.enter("q", self.blueprint.title)
        self.press("Suchen")
        self.follow(f"/leistungen/{self.example.service}/")
        self.follow("Online beantragen")
        self.begin()

    def begin(self) -> None:
        """From the start page of the application to its first step."""
        self.press("Antrag beginnen" if self.person or not self.blueprint.guest else "Ohne Konto beginnen")

    def answer_all(self) -> None:
        """Answer step by step, until the check page or the page that says it goes on in person."""
        for _ in range(MOST_PAGES):
            if self.place.endswith(("/pruefen/", "/persoenlich/")):
                return
            self._go_on()
        raise AssertionError(f"{self.example}: no end in sight at {self.path}: {self.text[:600]}")

    def answer_until(self, step_id: str) -> None:
        """From the start of the application to one of its steps."""
        self.go(f"/antrag/{self.example.service}/")
        self.begin()
        while not self.place.endswith(f"/{step_id}/"):
            self._go_on()

    def prove(self) -> None:
        """She comes back from a door that vouches for her, Bernd with his eID if nobody is signed in yet."""
        if self.person is None:
            self.person = seat(CAST["bernd"])
            self.client.force_login(self.person)
        session = self.client.session
        session["trust_level"] = int(self.blueprint.needed_level)
        session.save()
        self.go(self.path)
        self.press("Weiter im Antrag")

    def submit(self) -> None:
        self.enter("confirmed", "on")
        self.press("Verbindlich absenden")
        assert self.place.endswith("/eingang/"), self.text[:600]

    def follow_case(self, reference: str, code: str) -> None:
        """As a guest, in whatever way she types her code."""
        self.go("/status/")
        self.enter("reference", reference.replace("-", " "))
        self.enter("code", code.lower())
        self.press("Stand ansehen")
        assert self.place == f"/status/{reference}/"

    def open_all_letters(self) -> None:
        while any(button.label.startswith("Öffnen") for form in self.page.forms for button in form.buttons):
            self.press("Öffnen")

    def _go_on(self) -> None:
        if self.place.endswith("/ausweisen/"):
            self.prove()
        else:
            self._answer_step()

    def _answer_step(self) -> None:
        step_id = self.place.rstrip("/").rsplit("/", 1)[-1]
        if step_id not in self.steps:
            self.steps.append(step_id)
        step = next(step for step in self.blueprint.steps if step.id == step_id)
        for question in step.questions:
            self._answer(question, self.example.answers.get(question.id), question.id)
        self.press(self._next_button([q for q in step.questions if isinstance(q, Group)]))
        assert "fehler" not in self.path
        assert "stimmt noch nicht" not in self.text, f"{self.example}, {step_id}: {self.text[:1500]}"

    def _answer(self, question: Any, value: Any, name: str) -> None:
        if isinstance(question, Group):
            for index, item in enumerate(value or []):
                for inner in question.questions:
                    self._answer(inner, item.get(inner.id), f"{name}-{index}-{inner.id}")
        elif value is not None:
            for field, values in typed(question, value, name):
                if self.offers(field):
                    self.enter(field, *values)

    def _next_button(self, groups: list[Group]) -> str:
        """ "Weiter", unless there is one more dog to tell of."""
        for group in groups:
            there = set(re.findall(rf'id="{group.id}-(\d+)"', self.answer.content.decode()))
            if len(there) < len(self.example.answers.get(group.id, [])):
                return f"{group.item} hinzufügen"
        return "Weiter"

    def _word(self, after: str) -> str:
        found = re.search(rf"{after} ?([0-9A-Z]+(?:-[0-9A-Z]+)+)", self.text)
        assert found, self.text[:600]
        return found[1]
