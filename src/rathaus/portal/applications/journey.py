"""The way of one person through an application: which steps, what is wrong, what it costs, where it ends."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from rathaus.portal.applications import answers as paths
from rathaus.portal.applications.blueprints.blueprint import Blueprint, Hint, Step, Stop
from rathaus.portal.applications.expressions import Undecided, Values
from rathaus.portal.applications.questions import Fault, Question
from rathaus.portal.applications.questions.group import Group
from rathaus.portal.applications.questions.info import Info
from rathaus.portal.applications.questions.person_name import full_name
from rathaus.portal.applications.sections import Row, Section, rows_of, sections_of
from rathaus.portal.applications.walk import Answered, Walk

PLACEHOLDER = re.compile(r"\{([a-z0-9_]+)\}")


@dataclass(frozen=True)
class Line:
    """One line of the fee, in cents."""

    label: str
    amount: int


@dataclass(frozen=True)
class Total:
    """The fee, what it is called and how it came about, in cents."""

    text: str
    note: str
    amount: int
    lines: list[Line]


class Journey:
    """``answers`` on their way through ``blueprint``, on the day ``today``. Answers to hidden questions never count.

    ``notes`` says by question what is to be told beside an answer.
    """

    def __init__(
        self, blueprint: Blueprint, answers: dict[str, Any], *, today: date, notes: Mapping[str, str] | None = None
    ) -> None:
        self.blueprint = blueprint
        self.answers = answers
        self.notes = notes or {}
        self.today = today

    @cached_property
    def _walk(self) -> Walk:
        return Walk(self.blueprint, self.answers, self.today)

    @property
    def _values(self) -> Values:
        """What expressions see."""
        return self._walk.values

    # --- the steps

    @cached_property
    def steps(self) -> list[Step]:
        """The visible steps in order."""
        return [step for step in self.blueprint.steps if step.id in self._walk.steps]

    def step(self, step_id: str) -> Step | None:
        """The visible step of that id, or None."""
        return next((step for step in self.steps if step.id == step_id), None)

    def after(self, step: Step) -> Step | None:
        """The next visible step, or None."""
        return self._beside(step, 1)

    def before(self, step: Step) -> Step | None:
        """The visible step before, or None."""
        return self._beside(step, -1)

    def _beside(self, step: Step, distance: int) -> Step | None:
        place = self.steps.index(step) + distance
        return self.steps[place] if 0 <= place < len(self.steps) else None

    @property
    def open_step(self) -> Step | None:
        """The first visible step with faults, or None."""
        return next((step for step in self.steps if self.faults(step)), None)

    # --- the questions

    def questions(self, step: Step) -> list[Question]:
        """The step's visible questions."""
        return [answered.question for answered in self._walk.steps.get(step.id, ())]

    def item_questions(self, group: Group, index: int) -> list[Question]:
        """The visible questions of one item; ``index`` may be one past the last: a new, empty item."""
        return [answered.question for answered in self._item_answers(group, index)]

    def item_rows(self, group: Group, index: int) -> list[Row]:
        """The rows of one item, as in ``sections``."""
        return rows_of(self._item_answers(group, index))

    def _item_answers(self, group: Group, index: int) -> Sequence[Answered]:
        item = paths.get(self.answers, f"{group.id}.{index}")
        typed = item if isinstance(item, dict) else {}
        return self._walk.item_answers(group, typed, f"{group.id}.{index}", self._walk.values)

    def value(self, path: str) -> Any:
        """What a widget shows: the answer as typed, a calculated value, or an info's text with answers filled in."""
        answered = self._visible.get(path)
        if answered and isinstance(answered.question, Info):
            return self.fill(answered.question.text)
        return answered.value if answered else paths.get(self.answers, path)

    @cached_property
    def _visible(self) -> dict[str, Answered]:
        """All visible questions by path, those of items included."""
        return {answered.path: answered for answered in self._everything()}

    def _everything(self) -> Iterator[Answered]:
        for shown in self._walk.steps.values():
            for answered in shown:
                yield answered
                for item in answered.items:
                    yield from item.answers

    # --- what is wrong

    def faults(self, step: Step | None = None) -> list[Fault]:
        """All faults of visible questions, of one step or of all."""
        shown = self._walk.steps.values() if step is None else [self._walk.steps.get(step.id, ())]
        return [fault for answers in shown for answered in answers for fault in answered.faults]

    @property
    def complete(self) -> bool:
        """Whether it can be submitted."""
        return not self.stop and not self.faults()

    # --- what follows from the answers

    @cached_property
    def stop(self) -> Stop | None:
        """The first stop that the answers given so far lead to; what is still open can't lead to one."""
        language = self.blueprint.language
        found = (stop for stop in self.blueprint.stops if language.compile(stop.when).holds(self._walk.settled))
        return next((replace(stop, text=self.fill(stop.text)) for stop in found), None)

    @cached_property
    def fee(self) -> Total | None:
        """The fee, or None where there is none (yet)."""
        described = self.blueprint.fee
        if described is None or self.stop:
            return None
        lines = [
            Line(self.fill(line.label), amount)
            for line in described.lines
            if self._holds(line.when) and (amount := self._amount(line.amount)) is not None
        ]
        amount = sum(line.amount for line in lines)
        return Total(described.text or _("Gebühr"), described.note, amount, lines) if lines else None

    def _amount(self, source: str) -> int | None:
        try:
            return self.blueprint.language.compile(source).evaluate(self._values)
        except Undecided:
            if self.complete:  # never let a broken fee pass as free of charge
                raise
            return None

    @cached_property
    def hints(self) -> list[Hint]:
        """What the citizen and the clerk should know."""
        found = [hint for hint in self.blueprint.hints if self._holds(hint.when)]
        return [replace(hint, text=self.fill(hint.text), desk=self.fill(hint.desk)) for hint in found]

    @cached_property
    def advice(self) -> list[Hint]:
        """The hints that speak to the citizen."""
        return [hint for hint in self.hints if hint.text]

    def _holds(self, condition: str) -> bool:
        return not condition or self.blueprint.language.compile(condition).holds(self._values)

    def fill(self, text: str) -> str:
        """``text`` with every ``{name}`` replaced by that answer in words."""
        return PLACEHOLDER.sub(lambda found: ", ".join(self._lines(found[1])) or "…", text)

    def _lines(self, path: str) -> list[str]:
        question, value = self._answer(path)
        return question.show(value) if question else []

    def _answer(self, path: str) -> tuple[Question | None, Any]:
        """The question at ``path`` with its answer, if there is one that counts."""
        answered = self._visible.get(path)
        return (answered.question, answered.value) if answered and answered.counts else (None, None)

    # --- for the check page, the letter and the desk

    @cached_property
    def sections(self) -> list[Section]:
        """Everything answered in the order asked; each item of a group is a section of its own."""
        shown = self._walk.steps
        return [section for step in self.steps for section in sections_of(step, shown[step.id], self.notes)]

    @property
    def cleaned(self) -> dict[str, Any]:
        """What is submitted: visible answers only, calculated ones included."""
        shown = (answered for answers in self._walk.steps.values() for answered in answers)
        return {answered.question.id: answered.cleaned for answered in shown if answered.counts}

    @property
    def applicant(self) -> str:
        """The applicant's name, or ""."""
        question, value = self._answer(self.blueprint.desk.applicant)
        return full_name(value) if question else ""

    @property
    def email(self) -> str:
        """The e-mail address for notifications, or ""."""
        return " ".join(self._lines(self.blueprint.desk.email))

    @property
    def recipient(self) -> list[str]:
        """The address lines of a letter to the applicant, without her name."""
        lines = (self._address_lines(line) for line in self.blueprint.desk.address)
        return [line for some in lines for line in some]

    def _address_lines(self, line: str) -> list[str]:
        alone = PLACEHOLDER.fullmatch(line)
        return self._lines(alone[1]) if alone else [self.fill(line)]
