"""What an applicant agreed to, in the words of the version she saw."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from rathaus.portal.applications.questions.consent import Consent as Question
from rathaus.portal.cases.models import Case


@dataclass(frozen=True)
class Consent:
    """``text`` is the whole declaration as it was shown; ``question`` its id, the same in later versions."""

    case: Case
    question: str
    label: str
    text: str
    at: datetime


def consents_in(case: Case) -> Iterator[Consent]:
    """Each declaration that was agreed to, first the one that every application ends with."""
    blueprint, at = case.application.definition.blueprint, case.application.submitted_at
    if blueprint.confirm:
        yield Consent(case, "", blueprint.title, blueprint.confirm, at)
    cleaned = case.application.journey.cleaned
    for question in blueprint.questions.values():
        if isinstance(question, Question) and cleaned.get(question.id) is True:
            yield Consent(case, question.id, question.label, question.text, at)
