"""What her profile knows for the questions of an application: what is filled in, what is locked, what she changed."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person, ProfileFact
from rathaus.portal.applications.blueprints.blueprint import Blueprint, Step
from rathaus.portal.applications.known.sources import SOURCES, WHOLE, is_german, text_of
from rathaus.portal.applications.questions import Context, Question

Origins = dict[str, dict[str, Any]]
"""By question: ``{"origin": "bundid", "changed": false}`` for an answer that somebody vouches for."""


@dataclass(frozen=True)
class Given:
    """What is known for one question."""

    value: Any
    origin: str
    """A ``ProfileFact.Origin``."""
    label: str | Promise
    """Where it is from, in words."""
    since: datetime | None = None
    confirmed: frozenset[str] = frozenset()
    """Parts that somebody vouches for."""
    locked: frozenset[str] = frozenset()
    """Those that she can't change here."""

    def put_back(self, answer: Any) -> Any:
        """``answer`` with what is locked as it is known."""
        if WHOLE in self.locked:
            return self.value
        if not self.locked:
            return answer
        return (answer if isinstance(answer, dict) else {}) | {part: self.value[part] for part in self.locked}

    def is_changed_in(self, answer: Any) -> bool:
        """Whether ``answer`` says something else than what somebody vouches for."""
        return any(_part(answer, part) != _part(self.value, part) for part in self.confirmed)


class Known:
    """What is known of ``person`` (None: a guest) for the questions of ``blueprint``, on the day ``today``."""

    def __init__(self, blueprint: Blueprint, person: Person | None, *, today: date) -> None:
        self.blueprint = blueprint
        self.person = person
        self.today = today

    @cached_property
    def givens(self) -> dict[str, Given]:
        """By question; only those of which something is known."""
        asked = [question for question in self.blueprint.questions.values() if question.prefill]
        if not asked or self.person is None:
            return {}
        found = {question.id: self._given(question, self.person) for question in asked}
        return {name: given for name, given in found.items() if given}

    @cached_property
    def facts(self) -> dict[str, ProfileFact]:
        """Her profile, by name."""
        return {fact.name: fact for fact in self.person.facts.select_related("person__key")} if self.person else {}

    def put_back(self, answers: dict[str, Any]) -> dict[str, Any]:
        """``answers`` with what is locked as it is known, where it was asked."""
        asked = {name: given for name, given in self.givens.items() if name in answers}
        return answers | {name: given.put_back(answers[name]) for name, given in asked.items()}

    def filled_in(self, step: Step, answers: dict[str, Any]) -> dict[str, Any]:
        """``answers`` as the page of ``step`` shows them: with what is known where it was not asked yet."""
        new = {question.id for question in step.questions} - answers.keys()
        return {name: given.value for name, given in self.givens.items() if name in new} | self.put_back(answers)

    def origins(self, answers: dict[str, Any]) -> Origins:
        """For each of ``answers`` that somebody vouches for, who, and whether she changed it."""
        told = {name: given for name, given in self.givens.items() if given.confirmed and name in answers}
        found = {name: (given, given.is_changed_in(answers[name])) for name, given in told.items()}
        return {
            name: {"origin": given.origin, "changed": changed}
            for name, (given, changed) in found.items()
            if not changed or self.blueprint.questions[name].changed != "allow"
        }

    def _given(self, question: Question, person: Person) -> Given | None:
        if question.prefill == "email":
            return Given(person.email, ProfileFact.Origin.SELF, _("Ihr Konto")) if person.email else None
        parts = SOURCES[question.prefill].parts if question.prefill in SOURCES else {}
        used = {part: self.facts[name] for part, name in parts.items() if name in self.facts}
        country = self.facts.get(ProfileFact.Name.COUNTRY)
        if question.prefill == "address" and country and not is_german(country.value):
            return None
        texts = {part: text for part, fact in used.items() if (text := text_of(part, fact.value))}
        if not texts:
            return None
        value = question.from_json(texts.get(WHOLE, texts))
        if not question.understands(value):  # a register may know only the year of a birth
            return None
        return self._vouched(question, value, {part: used[part] for part in texts})

    def _vouched(self, question: Question, value: Any, facts: Mapping[str, ProfileFact]) -> Given:
        confirmed = frozenset(part for part, fact in facts.items() if fact.is_confirmed)
        best = max(facts.values(), key=lambda fact: (fact.is_confirmed, fact.level, fact.learned_at))
        locked = confirmed - self._refused(question, value) if question.changed == "refuse" else frozenset()
        label = ProfileFact.Origin(best.origin).label
        return Given(value, best.origin, label, best.learned_at, confirmed, locked)

    def _refused(self, question: Question, value: Any) -> set[str]:
        """Parts that the question itself doesn't take: locked, they would leave her no way on."""
        faults = question.faults(value, Context(question.id, self.today))
        return {fault.path.removeprefix(question.id).removeprefix(".") for fault in faults}


def note_of(entry: Mapping[str, Any]) -> str:
    """What is said of an answer with this entry among the ``Origins``."""
    origin = ProfileFact.Origin(entry["origin"]).label
    if entry["changed"]:
        return str(_("geändert gegenüber: %(origin)s") % {"origin": origin})
    return str(_("bestätigt durch: %(origin)s") % {"origin": origin})


def _part(answer: Any, part: str) -> Any:
    if part == WHOLE:
        return answer
    return answer.get(part) if isinstance(answer, dict) else None
