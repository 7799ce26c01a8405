"""Answers in the citizen's own words and order: for the check page, the letter and the desk."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.translation import gettext as _

from rathaus.portal.applications.blueprints.blueprint import Step
from rathaus.portal.applications.questions import Question
from rathaus.portal.applications.questions.info import Info
from rathaus.portal.applications.walk import Answered


@dataclass(frozen=True)
class Row:
    """A question and its answer in the citizen's words, line by line."""

    question: Question
    label: str
    lines: list[str]
    path: str
    note: str = ""
    """Who vouches for it, or that it was changed."""


@dataclass(frozen=True)
class Section:
    """Rows under one heading: a step, or one item of its group (then ``path`` is ``hunde.0``)."""

    step: Step
    title: str
    rows: list[Row]
    path: str = ""


def sections_of(step: Step, shown: Sequence[Answered], notes: Mapping[str, str]) -> Iterator[Section]:
    """The step's own section, unless it only has a group, then one for each item."""
    rows = rows_of([answered for answered in shown if not answered.items], notes)
    if rows:
        yield Section(step, step.heading or step.title, rows)
    for item in (item for answered in shown for item in answered.items):
        yield Section(step, item.title, rows_of(item.answers), item.path)


def rows_of(answers: Sequence[Answered], notes: Mapping[str, str] = MappingProxyType({})) -> list[Row]:
    """A row for each of ``answers``; one left empty says so."""
    shown = [answered for answered in answers if not isinstance(answered.question, Info)]
    return [_row(answered, notes.get(answered.path, "")) for answered in shown]


def _row(answered: Answered, note: str) -> Row:
    return Row(answered.question, answered.question.label, _words(answered), answered.path, note)


def _words(answered: Answered) -> list[str]:
    return answered.question.show(answered.value) if answered.counts else [_("Keine Angabe")]
