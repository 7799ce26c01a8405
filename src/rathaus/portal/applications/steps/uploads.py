"""Takes the files sent with a step: each is stored at once, a refused one costs nothing but itself."""

from collections.abc import Iterator
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.utils.datastructures import MultiValueDict
from django.utils.translation import ngettext

from rathaus.foundation.documents.uploads import Refused, inspect_upload
from rathaus.lib.text import clean
from rathaus.portal.applications.actions.attachments import attach, detach, is_among
from rathaus.portal.applications.answers import get, put
from rathaus.portal.applications.blueprints.blueprint import Step
from rathaus.portal.applications.models import Draft
from rathaus.portal.applications.questions import Fault
from rathaus.portal.applications.questions.file import File
from rathaus.portal.applications.questions.group import Group

Sent = MultiValueDict[str, UploadedFile]


def take_files(draft: Draft, step: Step, answers: dict[str, Any], sent: Sent) -> list[Fault]:
    """Store what was sent for the step's questions and put it into ``answers``; what was refused, and why."""
    faults = []
    for question, path in _places(step, answers):
        for file in sent.getlist(path.replace(".", "-")):
            try:
                _take(draft, question, path, answers, file)
            except Refused as refusal:
                message = f"{clean(file.name or '')}: {refusal.message}"
                faults.append(Fault(path, refusal.code, message, question=path))
    return faults


def remove_file(draft: Draft, step: Step, answers: dict[str, Any], name: str, file_id: str) -> None:
    """Delete one file of a question on this step; anything else is left alone."""
    for question, path in _places(step, answers):
        if path.replace(".", "-") == name and file_id in [entry["file"] for entry in _stored(answers, path)]:
            detach(draft, file_id)
            rest = [entry for entry in _stored(answers, path) if entry["file"] != file_id]
            put(answers, path, rest if question.many else None)


def _places(step: Step, answers: dict[str, Any]) -> Iterator[tuple[File, str]]:
    """The step's questions for files, with their paths."""
    for question in step.questions:
        if isinstance(question, File):
            yield question, question.id
        elif isinstance(question, Group):
            for index in range(len(answers.get(question.id) or [])):
                inner = (q for q in question.questions if isinstance(q, File))
                yield from ((q, f"{question.id}.{index}.{q.id}") for q in inner)


def _stored(answers: dict[str, Any], path: str) -> list[dict[str, Any]]:
    value = get(answers, path) or []
    return [value] if isinstance(value, dict) else value


def _take(draft: Draft, question: File, path: str, answers: dict[str, Any], file: UploadedFile) -> None:
    earlier = _stored(answers, path)
    seen = inspect_upload(file, question.kinds, question.max_bytes)
    if is_among(draft, [entry["file"] for entry in earlier], seen):
        # The step was sent again, because nobody heard how it went the first time.
        return
    if question.many and len(earlier) >= question.max_files:
        raise Refused("too_many", _too_many(question.max_files))
    entry = attach(draft, path, seen)
    if question.many:
        put(answers, path, [*earlier, entry])
    else:
        for old in earlier:
            detach(draft, old["file"])
        put(answers, path, entry)


def _too_many(most: int) -> str:
    return ngettext(
        "Hier ist Platz für eine Datei. Entfernen Sie zuerst die vorhandene.",
        "Hier ist Platz für %(most)d Dateien. Entfernen Sie zuerst eine der vorhandenen.",
        most,
    ) % {"most": most}
