"""Finds steps, questions, fee lines, hints and stops that no answers can ever bring about.

Tries every combination of answers to the questions that a condition depends on, as long as these are few enough
(yes/no, options); a condition that depends on free text or numbers is trusted.
"""

from collections.abc import Iterator
from itertools import product
from math import prod
from typing import Any

from rathaus.portal.applications.blueprints.blueprint import Blueprint, Step
from rathaus.portal.applications.blueprints.expression_checks import questions_in
from rathaus.portal.applications.blueprints.places import Asked, Written, expressions_of, questions_of
from rathaus.portal.applications.blueprints.tables import Mistake
from rathaus.portal.applications.expressions import Undecided, asks_age
from rathaus.portal.applications.questions.calculated import Calculated
from rathaus.portal.applications.questions.group import Group

MOST_COMBINATIONS = 5_000
Values = dict[str, Any]


def mistakes(blueprint: Blueprint) -> Iterator[Mistake]:
    """Conditions that are constant or can never hold."""
    trial = Trial(blueprint)
    for written in expressions_of(blueprint):
        if written.kind != "BOOL" or not written.source or written.place[-1] != "when":
            continue
        expression = written.language.compile(written.source)
        if not expression.names:
            always = expression.holds({})
            yield Mistake(written.place, "always true: leave it out" if always else f"never true: {_lost(written)}")
        elif trial.never_holds(written):
            yield Mistake(written.place, f"can never be true: {_lost(written)}")


def _lost(written: Written) -> str:
    if isinstance(written.before, Step):
        return f"step {written.before.id!r} is unreachable"
    if isinstance(written.before, Asked):
        required = "required but " if written.before.question.required else ""
        return f"question {written.before.question.id!r} is {required}never visible"
    return f"this entry of {written.place[0]!r} is never reached"


class Trial:
    """Tries out answers; a hidden question's answer does not count."""

    def __init__(self, blueprint: Blueprint) -> None:
        self._blueprint = blueprint
        self._asked = list(questions_of(blueprint))

    def never_holds(self, written: Written) -> bool:
        """Whether no combination of answers makes ``written`` true where it is asked; False if there are too many."""
        group_id = written.group_id
        scope = [one for one in self._asked if not one.group or one.group.id == group_id]
        needed = self._needed(self._own(written), scope)
        answers = [options for one in needed if (options := _answers(one))]
        few = len(answers) == len(needed) and prod(map(len, answers)) <= MOST_COMBINATIONS
        if not few or self._depends_on_the_day(written, needed):
            return False
        return not any(self._holds(written, needed, combination) for combination in product(*answers))

    def _depends_on_the_day(self, written: Written, needed: list[Asked]) -> bool:
        sources = [(written.language, written.source)]
        sources += [(self._language(one), source) for one in needed for source in one.sources]
        return any("today" in language.names_in(source) or asks_age(source) for language, source in sources)

    def _own(self, written: Written) -> set[str]:
        names = questions_in(written.language.compile(written.source))
        if isinstance(written.before, Asked):
            names |= self._visibility(written.before) - {written.before.name}
        return names

    def _needed(self, names: set[str], scope: list[Asked]) -> list[Asked]:
        """The questions of ``names`` and all that these depend on, in order."""
        found: set[str] = set()
        by_name = {one.name: one for one in scope}
        waiting = [name for name in names if name in by_name]
        while waiting:
            name = waiting.pop()
            found.add(name)
            more = self._visibility(by_name[name]) | self._names(by_name[name], by_name[name].sources[1])
            waiting += [other for other in more - found if other in by_name]
        return [one for one in scope if one.name in found]

    def _visibility(self, one: Asked) -> set[str]:
        """What decides whether ``one`` is shown."""
        names = self._names(one, one.question.when) | self._names_of_step(one.step)
        return names | (self._names_of_group(one.group) if one.group else set())

    def _names(self, one: Asked, source: str) -> set[str]:
        return questions_in(self._language(one).compile(source)) if source else set()

    def _names_of_step(self, step: Step) -> set[str]:
        return questions_in(self._blueprint.language.compile(step.when)) if step.when else set()

    def _names_of_group(self, group: Group) -> set[str]:
        return questions_in(self._blueprint.language.compile(group.when)) if group.when else set()

    def _language(self, one: Asked) -> Any:
        return self._blueprint.item_languages[one.group.id] if one.group else self._blueprint.language

    def _holds(self, written: Written, needed: list[Asked], combination: tuple[Any, ...]) -> bool:
        values: Values = {}
        for one, answer in zip(needed, combination, strict=True):
            value = self._value(one, answer, values) if self._is_shown(one, values) else None
            values |= one.question.bindings(value, "item." if one.group else "")
        if isinstance(written.before, Asked) and not self._is_shown(written.before, values):
            return False
        return written.language.compile(written.source).holds(values)

    def _is_shown(self, one: Asked, values: Values) -> bool:
        conditions = [(self._language(one), one.question.when), (self._blueprint.language, one.step.when)]
        conditions += [(self._blueprint.language, one.group.when)] if one.group else []
        return all(not source or language.compile(source).holds(values) for language, source in conditions)

    def _value(self, one: Asked, answer: Any, values: Values) -> Any:
        if not isinstance(one.question, Calculated):
            return answer
        try:
            return one.question.answer(self._language(one).compile(one.question.value).evaluate(values))
        except Undecided:
            return None


def _answers(one: Asked) -> tuple[Any, ...] | None:
    return (None,) if isinstance(one.question, Calculated) else one.question.finite_answers
