"""Where the questions and the expressions of a blueprint stand in ``application.toml``."""

from collections.abc import Iterator
from dataclasses import dataclass

from rathaus.lib.toml import Place
from rathaus.portal.applications.blueprints.blueprint import Blueprint, Step
from rathaus.portal.applications.expressions import Language
from rathaus.portal.applications.questions import Question
from rathaus.portal.applications.questions.calculated import Calculated
from rathaus.portal.applications.questions.date import Date
from rathaus.portal.applications.questions.group import Group


@dataclass(frozen=True)
class Asked:
    """A question, where it stands, and the group and step it belongs to."""

    question: Question
    place: Place
    step: Step
    group: Group | None = None

    @property
    def name(self) -> str:
        """As expressions name it."""
        return f"item.{self.question.id}" if self.group else self.question.id

    @property
    def sources(self) -> tuple[str, str, str]:
        """Its condition, its calculation and its first day, as far as it has them."""
        question = self.question
        value = question.value if isinstance(question, Calculated) else ""
        return question.when, value, question.not_before if isinstance(question, Date) else ""


@dataclass(frozen=True)
class Written:
    """An expression as written, the type it must have, and what it may name."""

    source: str
    place: Place
    kind: str
    language: Language
    before: Asked | Step | None = None
    """The question or step it belongs to: it may name only what comes before; None: it may name everything."""

    @property
    def group_id(self) -> str:
        """The group within which it is evaluated, or ""."""
        return self.before.group.id if isinstance(self.before, Asked) and self.before.group else ""


def questions_of(blueprint: Blueprint) -> Iterator[Asked]:
    """Every question in the order asked; a group before its own questions."""
    for number, step in enumerate(blueprint.steps):
        for index, question in enumerate(step.questions):
            place: Place = ("steps", number, "questions", index)
            yield Asked(question, place, step)
            if isinstance(question, Group):
                for inner, own in enumerate(question.questions):
                    yield Asked(own, (*place, "questions", inner), step, question)


def expressions_of(blueprint: Blueprint) -> Iterator[Written]:
    """Every expression with the type that it must have."""
    for number, step in enumerate(blueprint.steps):
        yield Written(step.when, ("steps", number, "when"), "BOOL", blueprint.language, step)
    for asked in questions_of(blueprint):
        language = blueprint.item_languages[asked.group.id] if asked.group else blueprint.language
        yield Written(asked.question.when, (*asked.place, "when"), "BOOL", language, asked)
        if isinstance(asked.question, Calculated):
            yield Written(asked.question.value, (*asked.place, "value"), asked.question.expected_kind, language, asked)
        if isinstance(asked.question, Date):
            yield Written(asked.question.not_before, (*asked.place, "not_before"), "TIMESTAMP", language, asked)
    yield from _consequences(blueprint)


def _consequences(blueprint: Blueprint) -> Iterator[Written]:
    for index, line in enumerate(blueprint.fee.lines if blueprint.fee else ()):
        yield Written(line.when, ("fee", "lines", index, "when"), "BOOL", blueprint.language)
        yield Written(line.amount, ("fee", "lines", index, "amount"), "INT", blueprint.language)
    for index, hint in enumerate(blueprint.hints):
        yield Written(hint.when, ("hints", index, "when"), "BOOL", blueprint.language)
    for index, stop in enumerate(blueprint.stops):
        yield Written(stop.when, ("stops", index, "when"), "BOOL", blueprint.language)
