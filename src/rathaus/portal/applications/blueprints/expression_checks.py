"""Checks every expression: names, types, the fields of group items, and that it looks only back."""

import re
from collections.abc import Iterator

from rathaus.portal.applications.blueprints.blueprint import Blueprint, Step
from rathaus.portal.applications.blueprints.places import Asked, Written, expressions_of, questions_of
from rathaus.portal.applications.blueprints.tables import Mistake
from rathaus.portal.applications.expressions import Expression, Faulty, dotted_names, without_texts
from rathaus.portal.applications.questions.group import Group

_WORDS = {
    "BOOL": "true or false (bool)",
    "INT": "a whole number (int); write round_cents(…) around a fraction",
    "STRING": "a text (string)",
    "TIMESTAMP": "a date (timestamp)",
}
_MACRO = r"\b{group}\s*\.\s*(?:exists|exists_one|all|filter|map)\(\s*(\w+)\s*,"


def mistakes(blueprint: Blueprint) -> Iterator[Mistake]:
    """Everything wrong with the blueprint's expressions."""
    order = Order(blueprint)
    for written in expressions_of(blueprint):
        if not written.source:
            continue
        try:
            expression = written.language.compile(written.source)
        except Faulty as error:
            yield Mistake(written.place, str(error))
            continue
        yield from _type_mistakes(written, expression)
        yield from _item_mistakes(blueprint, written)
        yield from order.mistakes(written, expression)


def _type_mistakes(written: Written, expression: Expression) -> Iterator[Mistake]:
    if expression.kind != written.kind:
        yield Mistake(written.place, f"must be {_WORDS[written.kind]}, but is {expression.kind.lower()}")


def _item_mistakes(blueprint: Blueprint, written: Written) -> Iterator[Mistake]:
    """CEL knows nothing of the fields of ``hund`` in ``hunde.exists(hund, hund.gros)``: they are looked up here."""
    bare = without_texts(written.source)
    for group in (question for question in blueprint.questions.values() if isinstance(question, Group)):
        fields = {question.id for question in group.questions}
        for item in set(re.findall(_MACRO.format(group=group.id), bare)):
            used = {parts[1] for name in dotted_names(bare) if (parts := name.split("."))[0] == item and len(parts) > 1}
            for field in sorted(used - fields):
                yield Mistake(written.place, f"{item}.{field}: the group {group.id!r} has no question {field!r}")


class Order:
    """What comes before what: an expression may name only what was asked before it, so there can't be a circle."""

    def __init__(self, blueprint: Blueprint) -> None:
        self._asked = list(questions_of(blueprint))
        self._position = {(one.group.id if one.group else "", one.name): i for i, one in enumerate(self._asked)}
        self._first = {
            step.id: next(i for i, one in enumerate(self._asked) if one.step is step) for step in blueprint.steps
        }
        self._needs = {one.name: _named(blueprint, one) for one in self._asked}

    def mistakes(self, written: Written, expression: Expression) -> Iterator[Mistake]:
        """Names that come too late for ``written``."""
        if written.before is None:
            return
        limit = self._limit(written.before)
        for name in sorted(questions_in(expression)):
            position = self._position.get((written.group_id, name), self._position.get(("", name)))
            if position is not None and position >= limit:
                yield Mistake(written.place, self._too_late(written.before, name))

    def _limit(self, before: Asked | Step) -> int:
        return self._first[before.id] if isinstance(before, Step) else self._asked.index(before)

    def _too_late(self, before: Asked | Step, name: str) -> str:
        if isinstance(before, Asked):
            way = self._way(name, before.name, [])
            if way:
                return "goes in a circle: " + " → ".join([before.name, *way])
        return f"names {name!r}, which is asked only later"

    def _way(self, start: str, goal: str, seen: list[str]) -> list[str]:
        """Names by which ``start`` depends on ``goal``, or nothing."""
        if start == goal:
            return [goal]
        for name in sorted(self._needs.get(start, set()) - set(seen)):
            if way := self._way(name, goal, [*seen, start]):
                return [start, *way]
        return []


def questions_in(expression: Expression) -> set[str]:
    """The questions that an expression depends on: ``given.zone``, ``chosen.zone.x`` and ``zone`` all mean ``zone``."""
    return {_question(name) for name in expression.names} - {"today"}


def _question(name: str) -> str:
    parts = name.removeprefix("given.").removeprefix("chosen.").split(".")
    return ".".join(parts[:2]) if parts[0] == "item" else parts[0]


def _named(blueprint: Blueprint, asked: Asked) -> set[str]:
    """The questions that ``asked`` depends on; what can't be compiled is told elsewhere."""
    language = blueprint.item_languages[asked.group.id] if asked.group else blueprint.language
    names: set[str] = set()
    for source in asked.sources:
        names |= {_question(name) for name in language.names_in(source)}
    return names - {"today"}
