"""Checks the examples of a service against its blueprint: every answer and every expectation names something."""

from collections.abc import Iterator, Sequence
from typing import Any

from rathaus.lib.toml import Place
from rathaus.portal.applications.blueprints.blueprint import Blueprint
from rathaus.portal.applications.blueprints.tables import Mistake
from rathaus.portal.applications.questions.group import Group

_KEYS = {"title", "today", "answers", "expect"}
_EXPECTED = {"steps", "fee", "hints", "stop", "decision", "values"}


def mistakes(blueprint: Blueprint, example: dict[str, Any]) -> Iterator[Mistake]:
    """What the example names that does not exist."""
    yield from _unknown("key", example, _KEYS, ())
    for key in ("title", "today", "answers", "expect"):
        if key not in example:
            yield Mistake((), f"{key!r} is missing")
    yield from _answers(blueprint, example.get("answers", {}))
    yield from _expectations(blueprint, example.get("expect", {}))


def _answers(blueprint: Blueprint, answers: dict[str, Any]) -> Iterator[Mistake]:
    yield from _unknown("question", answers, set(blueprint.questions), ("answers",))
    for group in (question for question in blueprint.questions.values() if isinstance(question, Group)):
        known = {question.id for question in group.questions}
        for index, item in enumerate(answers.get(group.id, [])):
            yield from _unknown("question", item, known, ("answers", group.id, index))


def _expectations(blueprint: Blueprint, expected: dict[str, Any]) -> Iterator[Mistake]:
    yield from _unknown("key", expected, _EXPECTED, ("expect",))
    yield from _strangers("step", expected.get("steps", []), blueprint.steps, "steps")
    yield from _strangers("hint", expected.get("hints", []), blueprint.hints, "hints")
    yield from _strangers("stop", [expected["stop"]] if "stop" in expected else [], blueprint.stops, "stop")
    decision = [expected["decision"]] if "decision" in expected else []
    yield from _strangers("decision", decision, blueprint.decisions, "decision")


def _strangers(kind: str, names: list[str], entries: Sequence[Any], key: str) -> Iterator[Mistake]:
    known = {entry.id for entry in entries}
    return (Mistake(("expect", key), f"unknown {kind} {name!r}") for name in names if name not in known)


def _unknown(kind: str, table: dict[str, Any], known: set[str], place: Place) -> Iterator[Mistake]:
    for name in table.keys() - known:
        yield Mistake((*place, name), f"unknown {kind} {name!r}")
