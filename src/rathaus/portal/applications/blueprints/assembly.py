"""Makes a blueprint of a definition's content."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from rathaus.portal.applications.blueprints.blueprint import Blueprint, Step
from rathaus.portal.applications.blueprints.conditions import simple_terms
from rathaus.portal.applications.blueprints.tables import Mistake, Reader
from rathaus.portal.applications.questions import Question
from rathaus.portal.applications.questions.group import Group
from rathaus.portal.applications.questions.one_of import OneOf
from rathaus.portal.applications.questions.search_select import SearchSelect
from rathaus.portal.applications.questions.yes_no import YesNo

BESIDE = ("examples", "notice", "sources")
"""Keys of the stored content that stand beside those of ``application.toml``."""


class Unsound(Exception):
    """The content is no blueprint; ``mistakes`` say why."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("; ".join(mistake.message for mistake in mistakes))
        self.mistakes = mistakes


class Content:
    """A definition's stored content, equal to another of the same ``digest``; ``read`` only where it is new."""

    def __init__(self, digest: str, read: Callable[[], dict[str, Any]]) -> None:
        self.digest = digest
        self.read = read

    def __hash__(self) -> int:
        return hash(self.digest)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Content) and other.digest == self.digest


@lru_cache(maxsize=200)
def published_blueprint(content: Content) -> Blueprint:
    """The blueprint of a published definition, assembled once in a process.

    A version stays readable for as long as cases live on it: keys that this program no longer knows are passed over.
    """
    return assemble(content.read(), forgiving=True)


@lru_cache(maxsize=200)
def published_notice(content: Content) -> str:
    """The typst source of its notices, read once in a process; raises KeyError where it has none."""
    return content.read()["notice"]


def assemble(content: dict[str, Any], *, forgiving: bool = False) -> Blueprint:
    """The blueprint in ``content``, or Unsound."""
    reader = Reader(forgiving=forgiving)
    table = {key: value for key, value in content.items() if key not in BESIDE}
    blueprint = reader.read(Blueprint, table)
    if blueprint is None or reader.mistakes:
        raise Unsound(reader.mistakes)
    sources = content.get("sources", {})
    return replace(blueprint, steps=tuple(_complete(step, sources) for step in blueprint.steps))


def _complete(step: Step, sources: dict[str, Any]) -> Step:
    return replace(step, questions=_completed(step.questions, sources))


def _completed(questions: Sequence[Question], sources: dict[str, Any], prefix: str = "") -> tuple[Question, ...]:
    return tuple(_with_rest(question, questions[:index], sources, prefix) for index, question in enumerate(questions))


def _with_rest(question: Question, before: Sequence[Question], sources: dict[str, Any], prefix: str) -> Question:
    """The question with what other places say of it: its list, its own questions, what it follows."""
    changes: dict[str, Any] = {"follows": _followed(question, before, prefix)}
    if isinstance(question, SearchSelect) and question.source:
        changes["rows"] = tuple(sources.get(question.source, ()))
    if isinstance(question, Group):
        changes["questions"] = _completed(question.questions, sources, "item.")
    return replace(question, **changes)


def _followed(question: Question, before: Sequence[Question], prefix: str) -> tuple[str, str] | None:
    terms = simple_terms(question.when) if question.when else None
    if not terms or len(terms) != 1 or len(terms[0].allowed) != 1:
        return None
    leader = next((other for other in before if prefix + other.id == terms[0].name), None)
    if not isinstance(leader, OneOf | YesNo):
        return None
    answer = terms[0].allowed[0]
    return leader.id, answer if isinstance(answer, str) else str(answer).lower()
