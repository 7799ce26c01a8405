"""Walks once through a blueprint with someone's answers: what is visible, what it is worth, what is wrong."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from typing import Any, cast

from rathaus.portal.applications.blueprints.blueprint import Blueprint, Step
from rathaus.portal.applications.expressions import Language, Undecided
from rathaus.portal.applications.functions import as_timestamp
from rathaus.portal.applications.questions import Context, Fault, Question
from rathaus.portal.applications.questions.calculated import Calculated
from rathaus.portal.applications.questions.date import Date
from rathaus.portal.applications.questions.group import Group


@dataclass(frozen=True)
class Answered:
    """A visible question with its answer (as stored, or calculated) and its own faults."""

    question: Question
    path: str
    value: Any
    faults: tuple[Fault, ...] = ()
    items: tuple["Item", ...] = ()

    @cached_property
    def counts(self) -> bool:
        """Whether there is an answer that is understood."""
        return self.question.counts(self.value)

    @property
    def cleaned(self) -> Any:
        """What is submitted."""
        return [item.cleaned for item in self.items] if isinstance(self.question, Group) else self.value


@dataclass(frozen=True)
class Item:
    """One item of a group with its visible questions."""

    path: str
    title: str
    answers: tuple[Answered, ...]

    @property
    def faults(self) -> list[Fault]:
        """All faults, each with the item's title."""
        return [replace(fault, where=self.title) for answered in self.answers for fault in answered.faults]

    @property
    def cleaned(self) -> dict[str, Any]:
        """The item without hidden and empty answers."""
        return {answered.question.id: answered.value for answered in self.answers if answered.counts}


class Walk:
    """The visible steps and answers in order; ``values`` is what expressions see, ``settled`` without open answers."""

    def __init__(self, blueprint: Blueprint, answers: dict[str, Any], today: date) -> None:
        self.blueprint = blueprint
        self.today = today
        self.values: dict[str, Any] = {"today": as_timestamp(today)}
        self.settled = dict(self.values)
        self.steps: dict[str, tuple[Answered, ...]] = {}
        for step in blueprint.steps:
            self._walk_step(step, answers)

    def _walk_step(self, step: Step, answers: dict[str, Any]) -> None:
        visible = not step.when or self.blueprint.language.compile(step.when).holds(self.values)
        found = [self._ask(question, answers, visible=visible) for question in step.questions]
        if shown := tuple(answered for answered in found if answered):
            self.steps[step.id] = shown

    def _ask(self, question: Question, answers: dict[str, Any], *, visible: bool) -> Answered | None:
        language = self.blueprint.language
        if not visible or not _holds(question.when, language, self.values):
            self._bind(question, None, is_settled=True)
            return None
        if isinstance(question, Calculated):
            return self._calculate(question)
        answered = self._answer(question, answers.get(question.id), question.id, language, self.values)
        self._bind(question, answered.cleaned if answered.counts else None, is_settled=not answered.faults)
        return answered

    def _bind(self, question: Question, value: Any, *, is_settled: bool) -> None:
        bindings = question.bindings(value)
        self.values |= bindings
        if is_settled:
            self.settled |= bindings

    def _calculate(self, question: Calculated) -> Answered:
        value = _calculated(question, self.blueprint.language, self.values)
        self.values |= question.bindings(value)
        try:
            result = self.blueprint.language.compile(question.value).evaluate(self.settled)
            self.settled |= question.bindings(question.answer(result))
        except Undecided:
            pass
        return Answered(question, question.id, value)

    def _answer(
        self, question: Question, value: Any, path: str, language: Language, values: dict[str, Any]
    ) -> Answered:
        faults = question.faults(value, Context(path, self.today, _not_before(question, language, values)))
        if not isinstance(question, Group) or not question.understands(value):
            return Answered(question, path, value, tuple(faults))
        items = tuple(self._item(question, index, item, values) for index, item in enumerate(value[: question.max]))
        return Answered(question, path, value, (*faults, *(fault for item in items for fault in item.faults)), items)

    def _item(self, group: Group, index: int, item: dict[str, Any], values: dict[str, Any]) -> Item:
        path = f"{group.id}.{index}"
        answers = self.item_answers(group, item, path, values)
        return Item(path, group.item_title(index, item), answers)

    def item_answers(
        self, group: Group, item: dict[str, Any], path: str, values: dict[str, Any]
    ) -> tuple[Answered, ...]:
        """The visible questions of one item of ``group``; ``values`` are those of the questions before it."""
        language, seen = self.blueprint.item_languages[group.id], dict(values)
        shown = []
        for question in group.questions:
            answered = None
            if _holds(question.when, language, seen):
                answered = self._item_answer(question, item, f"{path}.{question.id}", language, seen)
                shown.append(answered)
            seen |= question.bindings(answered.value if answered and answered.counts else None, "item.")
        return tuple(shown)

    def _item_answer(
        self, question: Question, item: dict[str, Any], path: str, language: Language, seen: dict[str, Any]
    ) -> Answered:
        if isinstance(question, Calculated):
            return Answered(question, path, _calculated(question, language, seen))
        return self._answer(question, item.get(question.id), path, language, seen)


def _holds(condition: str, language: Language, values: dict[str, Any]) -> bool:
    return not condition or language.compile(condition).holds(values)


def _not_before(question: Question, language: Language, values: dict[str, Any]) -> date | None:
    if not isinstance(question, Date) or not question.not_before:
        return None
    try:
        return cast(datetime, language.compile(question.not_before).evaluate(values)).date()
    except Undecided:
        return None


def _calculated(question: Calculated, language: Language, values: dict[str, Any]) -> Any:
    try:
        return question.answer(language.compile(question.value).evaluate(values))
    except Undecided:
        return None
