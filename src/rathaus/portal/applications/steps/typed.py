"""Reads what was typed on a step's page; only questions that were on the page are touched."""

import re
from collections.abc import Sequence
from typing import Any

from django.http import QueryDict

from rathaus.portal.applications.blueprints.blueprint import Step
from rathaus.portal.applications.questions import Question
from rathaus.portal.applications.questions.file import File
from rathaus.portal.applications.questions.group import Group

SHOWN = "_shown"
"""Hidden field, once for each question on the page: tells an unchecked box from a question that was not there."""
SAVING = "_save"
"""Sent by the script that saves while she types. It also sends the button pressed last, which then does not count."""
ITEMS = "_items"
"""Hidden field ``hunde:2``: how many items a group had when the page was made."""


def shown_names(post: QueryDict) -> set[str]:
    """Names of the questions that were on the page."""
    return set(post.getlist(SHOWN))


def open_items(shown: set[str]) -> set[str]:
    """Names of the items ("hunde-1") whose questions were on the page."""
    return {found[1] for name in shown if (found := re.match(r"(\w+-\d{1,3})-", name))}


def read_step(step: Step, answers: dict[str, Any], post: QueryDict) -> dict[str, Any]:
    """The step's answers as typed, by question id; ``answers`` are those stored so far."""
    shown = shown_names(post)
    changes = _read(step.questions, "", shown, answers, post)
    for group in (question for question in step.questions if isinstance(question, Group)):
        stored = answers.get(group.id) or []
        if group.id in shown and not _is_late(group, stored, post):
            changes[group.id] = _read_items(group, stored, shown, post)
    return changes


def _read(
    questions: Sequence[Question], prefix: str, shown: set[str], answers: dict[str, Any], post: QueryDict
) -> dict[str, Any]:
    """Answers to those of ``questions`` that were on the page, None where nothing was typed; files stay as they are."""
    asked = [q for q in questions if prefix + q.id in shown and q.stored and not isinstance(q, Group)]
    return {
        question.id: answers.get(question.id)
        if isinstance(question, File)
        else question.read(post, prefix + question.id)
        for question in asked
    }


def _is_late(group: Group, stored: list[dict[str, Any]], post: QueryDict) -> bool:
    """Saving while typing was overtaken by adding or removing an item: its numbers mean other items by now."""
    return SAVING in post and f"{group.id}:{len(stored)}" not in post.getlist(ITEMS)


def _read_items(group: Group, stored: list[dict[str, Any]], shown: set[str], post: QueryDict) -> list[dict[str, Any]]:
    items = [dict(item) for item in stored]
    for index in sorted(_indexes(group.id, shown)):
        if index == len(items) < group.max_items:
            items.append({})
        if index < len(items):
            items[index] |= _read(group.questions, f"{group.id}-{index}-", shown, items[index], post)
    return items


def _indexes(group_id: str, shown: set[str]) -> set[int]:
    pattern = re.compile(rf"{re.escape(group_id)}-(\d{{1,3}})-")
    return {int(found[1]) for name in shown if (found := pattern.match(name))}
