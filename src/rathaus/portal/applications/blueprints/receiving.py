"""Takes answers from a program: JSON as ``schema`` describes it."""

import base64
import binascii
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from rathaus.lib.text import clean
from rathaus.portal.applications.blueprints.blueprint import Blueprint
from rathaus.portal.applications.questions import Fault, Question
from rathaus.portal.applications.questions.file import File
from rathaus.portal.applications.questions.group import Group

_LONGEST_NAME = 120


@dataclass(frozen=True)
class Incoming:
    """A file within the answers, still to be inspected and stored; its answer belongs at ``path``."""

    path: str
    question: File
    name: str
    content_type: str
    content: bytes


@dataclass
class Received:
    """Answers as they would be stored (files without their id), and what is wrong with the JSON itself."""

    answers: dict[str, Any] = field(default_factory=dict)
    faults: list[Fault] = field(default_factory=list)
    files: list[Incoming] = field(default_factory=list)


def receive(blueprint: Blueprint, sent: Any) -> Received:
    """Read ``sent``. Limits, required answers and conditions are the journey's business, not checked here."""
    received = Received()
    if not isinstance(sent, dict):
        received.faults.append(Fault("", "not_an_object", _("Die Antworten müssen ein JSON-Objekt sein.")))
        return received
    received.answers = _receive_table(list(blueprint.questions.values()), sent, "", received)
    return received


def _receive_table(
    questions: Sequence[Question], sent: dict[str, Any], prefix: str, received: Received
) -> dict[str, Any]:
    known = {question.id: question for question in questions}
    for name in sent.keys() - known.keys():
        path = prefix + clean(name)[:_LONGEST_NAME].replace(".", "_")
        received.faults.append(Fault(path, "unknown", _("Diese Angabe ist hier nicht vorgesehen."), question=path))
    stored = {name: value for name, value in sent.items() if name in known and known[name].stored and value is not None}
    return {name: _receive(known[name], value, prefix + name, received) for name, value in stored.items()}


def _receive(question: Question, value: Any, path: str, received: Received) -> Any:
    if isinstance(question, File):
        return _receive_files(question, value, path, received)
    if isinstance(question, Group) and isinstance(value, list):
        return [_receive_item(question, item, f"{path}.{index}", received) for index, item in enumerate(value)]
    return question.from_json(value)


def _receive_item(group: Group, item: Any, path: str, received: Received) -> Any:
    return _receive_table(group.questions, item, f"{path}.", received) if isinstance(item, dict) else item


def _receive_files(question: File, value: Any, path: str, received: Received) -> Any:
    if not question.many:
        return _receive_file(question, value, path, path, received)
    if not isinstance(value, list):
        return value
    return [_receive_file(question, entry, f"{path}.{index}", path, received) for index, entry in enumerate(value)]


def _receive_file(question: File, value: Any, path: str, question_path: str, received: Received) -> Any:
    content = _decoded(value)
    if content is None:
        message = _("Eine Datei wird als {name, content_type, data} gesendet, data in Base64.")
        received.faults.append(Fault(path, "not_a_file", message, question=question_path))
        return None
    received.files.append(Incoming(path, question, value["name"], value["content_type"], content))
    return {"file": "", "name": value["name"], "size": len(content), "content_type": value["content_type"]}


def _decoded(value: Any) -> bytes | None:
    if not isinstance(value, dict) or not all(isinstance(value.get(k), str) for k in ("name", "content_type", "data")):
        return None
    try:
        return base64.b64decode(value["data"], validate=True)
    except (binascii.Error, ValueError):
        return None
