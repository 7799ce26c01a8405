"""Answers she gave before, offered again: from her last few applications, and only where she presses a button."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.representation.party import Party
from rathaus.portal.applications.models import Application
from rathaus.portal.applications.questions import Context, Question
from rathaus.portal.applications.questions.in_parts import QuestionInParts
from rathaus.portal.catalogue.models import Service

LAST = 5
"""So many applications are opened; each costs a decryption."""
SAME_EVERYWHERE = ("person-name", "address", "birth-date", "phone", "email", "iban")
"""Types that ask for the same in every service; of other types, only the same question of the same service does."""
NEVER = ("consent", "file", "files", "group", "calculated", "info")


@dataclass(frozen=True)
class Offer:
    """An answer from the application of that time, in her words."""

    value: Any
    lines: list[str]
    sent_at: datetime


def offers(whom: Person | Party, service: Service, questions: Sequence[Question], *, today: date) -> dict[str, Offer]:
    """What may be offered for each of ``questions`` of ``service``, from the latest application that answers it."""
    wanted = [question for question in questions if question.type not in NEVER and not question.sensitive]
    found: dict[str, Offer] = {}
    for application in _last(whom) if wanted else ():
        answers = application.answers
        for question in wanted:
            value = _fitting(question, _candidates(application, answers, service, question), today)
            if question.id not in found and value is not None:
                found[question.id] = Offer(value, question.show(value), application.submitted_at)
    return found


def _last(whom: Person | Party) -> Iterator[Application]:
    latest = Application.objects.visible_to(whom).select_related("key", "definition").order_by("-submitted_at")
    found = latest.defer("definition__content")[:LAST]
    # A case whose time has come keeps its row, but no answers.
    return (application for application in found if application.sealed_answers)


def _candidates(
    application: Application, answers: dict[str, Any], service: Service, question: Question
) -> Iterator[Any]:
    """Answers of ``application`` that answer ``question``, too; the nearest first."""
    asked = application.definition.blueprint.questions
    same = asked.get(question.id)
    if application.service_id == service.pk and same and same.type == question.type and not same.sensitive:
        yield answers.get(question.id)
    if question.type in SAME_EVERYWHERE and _is_own(question):
        for other in asked.values():
            if other.type == question.type and _is_own(other) and not other.sensitive:
                yield answers.get(other.id)


def _is_own(question: Question) -> bool:
    return bool(getattr(question, "own", True))


def _fitting(question: Question, candidates: Iterator[Any], today: date) -> Any:
    """The first of ``candidates`` that ``question`` takes without a fault, or None."""
    for value in candidates:
        trimmed = _trimmed(question, value)
        if not question.is_empty(trimmed) and not question.faults(trimmed, Context(question.id, today)):
            return trimmed
    return None


def _trimmed(question: Question, value: Any) -> Any:
    """Without the parts that ``question`` doesn't ask for."""
    if isinstance(question, QuestionInParts) and isinstance(value, dict):
        return {part: value[part] for part in question.asked() if part in value}
    return value
