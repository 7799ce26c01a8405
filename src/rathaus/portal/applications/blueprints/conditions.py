"""Recognises simple conditions, for what only they can do: questions below an option, if/then in JSON Schema."""

import re
from dataclasses import dataclass
from typing import Any

_NAME = r"(?P<name>[a-z_][\w.]*)"
_EQUAL = re.compile(rf"{_NAME} *== *(?:'(?P<single>[^']*)'|\"(?P<double>[^\"]*)\")")
_ONE_OF = re.compile(rf"{_NAME} +in +\[(?P<list>[^\]]*)\]")
_TRUE = re.compile(_NAME)
_FALSE = re.compile(rf"! *{_NAME}")
_GIVEN = re.compile(r"given\.(?P<name>[a-z_][\w.]*)")
_QUOTED = re.compile(r"'([^']*)'|\"([^\"]*)\"")


@dataclass(frozen=True)
class Term:
    """``name`` has one of the ``allowed`` values; with none, it only has to be answered."""

    name: str
    allowed: tuple[Any, ...] = ()


def simple_terms(condition: str) -> list[Term] | None:
    """The terms of a conjunction such as ``a == 'x' && !b && c in ['y', 'z']``, or None if it is anything else."""
    terms = [_term(part.strip()) for part in condition.split("&&")]
    if any(term is None for term in terms):
        return None
    decided = {term.name for term in terms if term and term.allowed}
    return [term for term in terms if term and (term.allowed or term.name not in decided)]


def _term(part: str) -> Term | None:
    if part.startswith("(") and part.endswith(")"):
        part = part[1:-1].strip()
    if "||" in part:
        return _alternatives([_term(alternative.strip()) for alternative in part.split("||")])
    if found := _GIVEN.fullmatch(part):
        return Term(found["name"])
    if found := _EQUAL.fullmatch(part):
        return Term(found["name"], (found["single"] if found["single"] is not None else found["double"],))
    if found := _ONE_OF.fullmatch(part):
        return Term(found["name"], tuple(single or double for single, double in _QUOTED.findall(found["list"])))
    if found := _FALSE.fullmatch(part):
        return Term(found["name"], (False,))
    return Term(part, (True,)) if _TRUE.fullmatch(part) else None


def _alternatives(terms: list[Term | None]) -> Term | None:
    names = {term.name if term and term.allowed else None for term in terms}
    name = names.pop()
    if names or name is None:
        return None
    return Term(name, tuple(value for term in terms if term for value in term.allowed))
