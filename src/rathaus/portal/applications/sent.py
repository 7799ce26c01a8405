"""The journey of what was sent: it was complete that day, and is read as it was kept."""

from collections.abc import Iterator, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from rathaus.portal.applications import answers as paths
from rathaus.portal.applications.blueprints.blueprint import Blueprint, Step, Stop
from rathaus.portal.applications.expressions import Values
from rathaus.portal.applications.functions import as_timestamp
from rathaus.portal.applications.journey import Journey
from rathaus.portal.applications.questions import Fault, Question


class SentJourney(Journey):
    """``answers`` as ``Journey.cleaned`` gave them: each of them visible and understood, calculated ones included.

    So the fee and a letter need no walk; only what also tells of questions left empty (``sections``) still takes it.
    """

    @cached_property
    def stop(self) -> Stop | None:
        """None: it was sent."""
        return None

    def faults(self, step: Step | None = None) -> list[Fault]:
        """None: it was sent."""
        return []

    @property
    def cleaned(self) -> dict[str, Any]:
        """What was sent."""
        return self.answers

    @cached_property
    def _values(self) -> Values:
        return SentValues(self.blueprint, self.answers, self.today)

    def _answer(self, path: str) -> tuple[Question | None, Any]:
        question, value = self.blueprint.question(path), paths.get(self.answers, path)
        return (question, value) if question and question.counts(value) else (None, None)


class SentValues(Mapping[str, Any]):
    """What expressions see of sent ``answers``, made name by name: a fee asks for few."""

    def __init__(self, blueprint: Blueprint, answers: dict[str, Any], today: date) -> None:
        self._blueprint = blueprint
        self._answers = answers
        self._today = today

    def __getitem__(self, name: str) -> Any:
        if name == "today":
            return as_timestamp(self._today)
        question = self._blueprint.named[name]
        value = self._answers.get(question.id)
        return question.bindings(value if question.counts(value) else None)[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._blueprint.language.variables)

    def __len__(self) -> int:
        return len(self._blueprint.language.variables)
