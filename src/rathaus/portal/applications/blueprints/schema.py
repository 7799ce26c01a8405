"""Describes the answers to programs, as JSON Schema 2020-12."""

from collections.abc import Iterable
from typing import Any

from rathaus.portal.applications.blueprints.blueprint import Blueprint
from rathaus.portal.applications.blueprints.conditions import Term, simple_terms
from rathaus.portal.applications.questions import Question
from rathaus.portal.applications.questions.group import Group

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


def schema_of(blueprint: Blueprint, title: str = "") -> Schema:
    """The schema of the object ``answers``.

    A question with a simple condition is required, or forbidden, by ``if``/``then``; one with any other condition is
    optional here and checked on arrival.
    """
    asked = [(question, [step.when, question.when]) for step in blueprint.steps for question in step.questions]
    return {"$schema": DIALECT, "title": title or blueprint.title} | _object(asked, set(blueprint.questions))


def _object(asked: Iterable[tuple[Question, list[str]]], names: set[str], prefix: str = "") -> Schema:
    stored = [(question, [when for when in conditions if when]) for question, conditions in asked if question.stored]
    schema: Schema = {
        "type": "object",
        "properties": {question.id: _described(question) for question, _conditions in stored},
        "required": [question.id for question, conditions in stored if question.required and not conditions],
        "additionalProperties": False,
    }
    rules = [
        rule for question, conditions in stored if conditions and (rule := _rule(question, conditions, names, prefix))
    ]
    return schema | ({"allOf": rules} if rules else {})


def _described(question: Question) -> Schema:
    schema = _group(question) if isinstance(question, Group) else question.schema()
    described = {"title": question.label} | ({"description": question.help} if question.help else {}) | schema
    # An empty text or list is the same as no answer, so a program may send it where none is needed.
    return described if question.required else {"anyOf": [described, {"enum": [None, ""]}], "title": question.label}


def _group(group: Group) -> Schema:
    asked = [(question, [question.when]) for question in group.questions]
    items = _object(asked, {f"item.{question.id}" for question in group.questions}, "item.")
    return {"type": "array", "items": items, "minItems": group.min_items, "maxItems": group.max_items}


def _rule(question: Question, conditions: list[str], names: set[str], prefix: str) -> Schema | None:
    """Required if the conditions hold; None if JSON Schema can't say when, or nothing is required."""
    parsed = [simple_terms(condition) for condition in conditions]
    terms = [term for some in parsed for term in some or ()]
    unknown = any(term.name not in names or "." in term.name.removeprefix(prefix) for term in terms)
    if not question.required or unknown or any(some is None for some in parsed):
        return None
    return {"if": _holds(terms, prefix), "then": {"required": [question.id]}}


def _holds(terms: list[Term], prefix: str) -> Schema:
    properties = {term.name.removeprefix(prefix): {"enum": list(term.allowed)} for term in terms if term.allowed}
    return {"properties": properties, "required": [term.name.removeprefix(prefix) for term in terms]}
