"""Walks the examples of a service: complete answers, and what must come of them."""

from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from uuid import UUID

from rathaus.portal.applications import answers as paths
from rathaus.portal.applications.blueprints.blueprint import Blueprint
from rathaus.portal.applications.journey import Journey
from rathaus.portal.applications.questions.file import MEDIA_TYPES

_NO_FILE = str(UUID(int=0))


@dataclass(frozen=True)
class Result:
    """What came of an example; ``faults`` are differences from what was expected, and answers that are wrong."""

    steps: list[str]
    fee: int | None
    hints: list[str]
    stop: str | None
    values: dict[str, Any]
    faults: list[str] = field(default_factory=list)


def example_day(example: dict[str, Any]) -> date:
    """The day on which the example takes place."""
    return date.fromisoformat(example["today"])


def example_answers(example: dict[str, Any]) -> dict[str, Any]:
    """Its answers as they would be stored; files are only named."""
    return _with_files(example["answers"])


def walk(example: dict[str, Any], blueprint: Blueprint) -> Result:
    """Take the example from the first step to the last, or to its stop."""
    journey = Journey(blueprint, example_answers(example), today=example_day(example))
    cleaned, expected = journey.cleaned, example.get("expect", {})
    result = Result(
        steps=[step.id for step in journey.steps],
        fee=journey.fee.amount if journey.fee else None,
        hints=[hint.id for hint in journey.hints],
        stop=journey.stop.id if journey.stop else None,
        values={path: paths.get(cleaned, path) for path in expected.get("values", {})},
    )
    return replace(result, faults=_differences(result, expected, journey))


def _differences(found: Result, expected: dict[str, Any], journey: Journey) -> list[str]:
    wanted = {"steps": [], "fee": None, "hints": [], "stop": None, "values": {}} | expected
    compared = ["stop"] if wanted["stop"] else list(wanted.keys() - {"decision"})
    differences = [
        f"{key}: expected {wanted[key]!r}, found {getattr(found, key)!r}"
        for key in sorted(compared)
        if wanted[key] != getattr(found, key)
    ]
    wrong = [] if wanted["stop"] else [f"{fault.path}: {fault.message}" for fault in journey.faults()]
    return differences + wrong


def _with_files(value: Any) -> Any:
    if isinstance(value, list):
        return [_with_files(entry) for entry in value]
    if not isinstance(value, dict):
        return value
    if value.keys() == {"name", "kind"}:
        return {"file": _NO_FILE, "name": value["name"], "size": 1, "content_type": MEDIA_TYPES[value["kind"]]}
    return {key: _with_files(entry) for key, entry in value.items()}
