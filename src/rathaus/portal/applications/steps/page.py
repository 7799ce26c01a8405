"""A step as it is shown: its fields, its groups, and which faults are told."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from rathaus.portal.applications.answers import get
from rathaus.portal.applications.blueprints.blueprint import Step
from rathaus.portal.applications.journey import Journey
from rathaus.portal.applications.known.earlier import Offer
from rathaus.portal.applications.known.facts import Given
from rathaus.portal.applications.questions import Fault, Question
from rathaus.portal.applications.questions.group import Group
from rathaus.portal.applications.steps.fields import Field, GroupField, GroupItem, Part

SUMMARY_ROWS = 3


class StepPage:
    """One rendering of ``step``.

    ``told`` are the faults that are shown; ``open_items`` names the items of groups to edit ("hunde-1"), beside those
    that are not finished; ``givens`` and ``offers`` are what is known of her, by question.
    """

    def __init__(
        self,
        journey: Journey,
        step: Step,
        *,
        told: Sequence[Fault] = (),
        open_items: Collection[str] = (),
        givens: Mapping[str, Given] = MappingProxyType({}),
        offers: Mapping[str, Offer] = MappingProxyType({}),
    ) -> None:
        self.journey = journey
        self.step = step
        self.told = told
        self.open_items = open_items
        self.givens = givens
        self.offers = offers
        self.visible = {question.id for question in journey.questions(step)}
        self.by_question: dict[str, list[Fault]] = defaultdict(list)
        for fault in told:
            self.by_question[fault.question or fault.path].append(fault)
        self.parts = self._arranged(step.questions, self.visible, "")

    def changed_since(self, shown: Collection[str]) -> Iterator[Part]:
        """The parts to draw anew on a page with the questions ``shown``: appeared, gone, or calculated."""
        return _changed(self.parts, shown)

    def _arranged(self, questions: Sequence[Question], visible: set[str], prefix: str) -> list[Part]:
        """Fields in order; one that follows an option hangs under the field which asks for it."""
        parts = {q.id: self._part(q, prefix + q.id, q.id in visible) for q in questions}
        top = []
        for part in parts.values():
            asked, option = part.question.follows or ("", "")
            leader = parts.get(asked)
            if isinstance(leader, Field):
                leader.followers.setdefault(option, []).append(part)
            else:
                top.append(part)
        return top

    def _part(self, question: Question, path: str, visible: bool) -> Part:
        if isinstance(question, Group):
            return GroupField(question, self._items(question), visible, self.by_question[path])
        value, given, offer = self.journey.value(path), self.givens.get(path), self.offers.get(path)
        return Field(question, path, value, visible, self.by_question[path], given=given, offer=offer)

    def _items(self, group: Group) -> list[GroupItem]:
        return [self._item(group, index, item) for index, item in enumerate(self.journey.value(group.id) or [])]

    def _item(self, group: Group, index: int, item: dict[str, Any]) -> GroupItem:
        path = f"{group.id}.{index}"
        visible = {question.id for question in self.journey.item_questions(group, index)}
        unfinished = any(fault.path.startswith(f"{path}.") for fault in self.journey.faults(self.step))
        is_open = unfinished or f"{group.id}-{index}" in self.open_items
        fields = self._arranged(group.questions, visible, f"{path}.") if is_open else []
        summary = "" if is_open else self._summary(group, index)
        return GroupItem(index, path, group.item_title(index, item), summary, fields, is_open)

    def _summary(self, group: Group, index: int) -> str:
        """A finished item in one line: the first few things said of it, but for its title."""
        rows = [row for row in self.journey.item_rows(group, index) if row.question.id != group.title_from]
        told = [row for row in rows if not row.question.is_empty(self.journey.value(row.path))]
        return ", ".join(" ".join(row.lines) for row in told[:SUMMARY_ROWS])


def told_faults(faults: Sequence[Fault], answers: dict[str, Any]) -> list[Fault]:
    """The faults she could have avoided: not those of questions that appeared only by her last answers.

    A question that was on a page once has its place in ``answers``, if only an empty one.
    """
    return [fault for fault in faults if _was_asked((fault.question or fault.path).split("."), answers)]


def _was_asked(path: list[str], answers: dict[str, Any]) -> bool:
    place = get(answers, ".".join(path[:-1])) if path[1:] else answers
    return isinstance(place, dict) and path[-1] in place


def _changed(parts: Sequence[Part], shown: Collection[str]) -> Iterator[Part]:
    for part in parts:
        if part.visible != (part.name in shown) or (part.visible and not part.question.stored):
            yield part
        elif isinstance(part, GroupField):
            for item in part.items:
                yield from _changed(item.fields, shown)
        else:
            for followers in part.followers.values():
                yield from _changed(followers, shown)
