"""Checks that every id is sound and unique, and that everything named exists."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any

from rathaus.lib.toml import Place
from rathaus.portal.applications.blueprints.blueprint import LEVELS, Blueprint
from rathaus.portal.applications.blueprints.places import Asked, questions_of
from rathaus.portal.applications.blueprints.tables import Mistake
from rathaus.portal.applications.expressions import RESERVED_WORDS
from rathaus.portal.applications.journey import PLACEHOLDER
from rathaus.portal.applications.known.sources import SOURCES
from rathaus.portal.applications.questions.group import Group
from rathaus.portal.applications.questions.info import Info

_QUESTION_ID = re.compile(r"[a-z][a-z0-9_]*")
_TAKEN = RESERVED_WORDS | {"today", "given", "chosen", "item"}


def mistakes(blueprint: Blueprint) -> Iterator[Mistake]:
    """Everything wrong with the blueprint's names."""
    asked = list(questions_of(blueprint))
    yield from _ids(asked)
    yield from _twice(
        "question", (((one.group.id if one.group else "") + " " + one.question.id, (*one.place, "id")) for one in asked)
    )
    for kind in ("steps", "hints", "stops", "decisions", "text_blocks"):
        entries: Iterable[Any] = getattr(blueprint, kind)
        yield from _twice(
            kind.removesuffix("s").replace("_", " "), ((e.id, (kind, i, "id")) for i, e in enumerate(entries))
        )
    yield from _groups(asked)
    yield from _trust(blueprint)
    yield from _prefills(asked)
    yield from _desk(blueprint)
    yield from _placeholders(blueprint)


def _ids(asked: list[Asked]) -> Iterator[Mistake]:
    for one in asked:
        if not _QUESTION_ID.fullmatch(one.question.id):
            yield Mistake((*one.place, "id"), f"{one.question.id!r} can't be an id: a-z, then a-z, 0-9 and _")
        elif one.question.id in _TAKEN:
            yield Mistake(
                (*one.place, "id"), f"{one.question.id!r} means something else in expressions; take another id"
            )


def _twice(kind: str, ids: Iterable[tuple[str, Place]]) -> Iterator[Mistake]:
    seen: Counter[str] = Counter()
    for name, place in ids:
        seen[name] += 1
        if seen[name] == 2:
            yield Mistake(place, f"{kind} {name.strip().rpartition(' ')[2]!r} is there twice")


def _groups(asked: list[Asked]) -> Iterator[Mistake]:
    for one in asked:
        if one.group and isinstance(one.question, Group):
            yield Mistake(one.place, "a group can't stand within a group")


def _trust(blueprint: Blueprint) -> Iterator[Mistake]:
    if blueprint.trust_level not in LEVELS:
        yield Mistake(("trust_level",), f"unknown level {blueprint.trust_level!r}: {', '.join(LEVELS)}")
    elif blueprint.guest != (blueprint.trust_level == "none"):
        yield Mistake(("guest",), "guest = true goes with trust_level 'none', guest = false with a higher one")
    if blueprint.trust_from and blueprint.trust_from not in {step.id for step in blueprint.steps}:
        yield Mistake(("trust_from",), f"trust_from names the unknown step {blueprint.trust_from!r}")


def _prefills(asked: list[Asked]) -> Iterator[Mistake]:
    for question, place in ((one.question, one.place) for one in asked):
        if question.changed not in ("refuse", "mark", "allow"):
            yield Mistake((*place, "changed"), f"unknown {question.changed!r}: refuse, mark or allow")
    for one in (one for one in asked if one.question.prefill):
        source, place = SOURCES.get(one.question.prefill), (*one.place, "prefill")
        if source is None:
            yield Mistake(place, f"unknown prefill {one.question.prefill!r}: {', '.join(SOURCES)}")
        elif one.question.type not in source.types:
            yield Mistake(place, f"{one.question.prefill!r} fills in {' or '.join(source.types)}")
        elif one.group:
            yield Mistake(place, "a group asks for more than one, a profile tells of one person")


def _desk(blueprint: Blueprint) -> Iterator[Mistake]:
    desk, questions = blueprint.desk, blueprint.questions
    for key, kind in (("applicant", "person-name"), ("email", "email")):
        name = getattr(desk, key)
        if name and (name not in questions or questions[name].type != kind):
            yield Mistake(("desk", key), f"desk.{key} must name a question of type {kind!r}, not {name!r}")


def _placeholders(blueprint: Blueprint) -> Iterator[Mistake]:
    known = set(blueprint.questions)
    for place, text in _texts(blueprint):
        for name in PLACEHOLDER.findall(text):
            if name not in known:
                yield Mistake(place, f"{{{name}}} names an unknown question")


def _texts(blueprint: Blueprint) -> Iterator[tuple[Place, str]]:
    for index, line in enumerate(blueprint.fee.lines if blueprint.fee else ()):
        yield ("fee", "lines", index, "label"), line.label
    for index, hint in enumerate(blueprint.hints):
        yield ("hints", index, "text"), hint.text
        yield ("hints", index, "desk"), hint.desk
    for index, stop in enumerate(blueprint.stops):
        yield ("stops", index, "text"), stop.text
    for index, address in enumerate(blueprint.desk.address):
        yield ("desk", "address", index), address
    for one in questions_of(blueprint):
        if isinstance(one.question, Info):
            yield (*one.place, "text"), one.question.text
