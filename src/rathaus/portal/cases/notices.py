"""The decision notice: what it says, and how it comes to the citizen."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from rathaus.foundation.documents import letters
from rathaus.foundation.documents.actions import store
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.inbox.actions import post
from rathaus.foundation.inbox.models import Message
from rathaus.lib.crash import crash_point
from rathaus.lib.dates import written
from rathaus.lib.prepared import prepared
from rathaus.portal.applications.actions.telling import tell_applicant
from rathaus.portal.cases.change import happened, locked, signature
from rathaus.portal.cases.models import Case, Decision, Happening


@dataclass(frozen=True)
class Ruling:
    """What is decided, before or after it is."""

    outcome: str
    choice: str
    label: str
    reasons: str
    clerk: str
    draft: bool = False
    """A preview, marked as such on the page."""


def write(case: Case, ruling: Ruling) -> bytes:
    """The notice as PDF, with the answers and the decision embedded as JSON."""
    answers = case.application.journey.cleaned
    attached = {"antrag.json": _json(answers), "entscheidung.json": _json(_ruling_data(case, ruling))}
    return letters.render(case.application.definition.notice, _letter(case, ruling), attached)


def case_for(case_id: int) -> Case:
    """The case with all that its notice says. Raises Case.DoesNotExist."""
    for case in _cases(case_id):
        return case
    raise Case.DoesNotExist


@prepared
def _cases(case_id: int) -> QuerySet[Case]:
    return Case.objects.for_notice().filter(pk=case_id)


def deliver(decision_id: str) -> None:
    """Write the notice of a decision and put it into the citizen's inbox; the second time it does nothing."""
    decision = Decision.objects.select_related("by").get(pk=decision_id)
    if decision.notice_id:
        return
    case = decision.case = case_for(decision.case_id)
    ruling = Ruling(decision.outcome, decision.choice, decision.label, decision.reasons, str(decision.by or ""))
    _keep(decision, write(case, ruling))


@transaction.atomic
def _keep(decision: Decision, content: bytes) -> None:
    """Within a short transaction: the notice was written before, so as not to hold back others who write."""
    case = locked(decision.case)
    if Decision.objects.filter(pk=decision.pk).exclude(notice=None).exists():
        return
    decision.notice = store(f"Bescheid {case.reference}.pdf", content, "application/pdf", case.key)
    decision.message = _send(case, decision, decision.notice)
    crash_point("notice-posted")
    decision.save(update_fields=["notice", "message"])
    happened(case, Happening.Verb.NOTIFIED, by="system", public=True)
    tell_applicant(case.application, "notice")


def _send(case: Case, decision: Decision, notice: StoredFile) -> Message:
    with override(case.application.language):
        text = _("Über Ihren Antrag ist entschieden. Den Bescheid finden Sie hier als PDF.")
    signed = signature(case, decision.by) if decision.by else str(case.office)
    return post(case.thread, Message.Kind.NOTICE, text, by="system", signature=signed, from_city=True, files=[notice])


def _letter(case: Case, ruling: Ruling) -> dict[str, Any]:
    """What the city's letterhead and the service's ``notice.typ`` read."""
    application, office = case.application, case.office
    journey = application.journey
    return {
        "title": _("Bescheid"),
        "service": case.service.title,
        "reference": case.reference,
        "date": written(timezone.localdate()),
        "received": written(timezone.localdate(application.submitted_at)),
        "draft": ruling.draft,
        "recipient": [case.applicant, *journey.recipient],
        "applicant": case.applicant,
        "office": {name: getattr(office, name) for name in ("name", "street", "postcode", "town", "phone", "email")},
        "contact": ruling.clerk,
        "decision": {"id": ruling.choice, "outcome": ruling.outcome, "label": ruling.label},
        "reasons": [paragraph for paragraph in ruling.reasons.split("\n\n") if paragraph.strip()],
        "answers": journey.cleaned,
        "fee": asdict(journey.fee) if journey.fee else None,
    }


def _ruling_data(case: Case, ruling: Ruling) -> dict[str, Any]:
    return {
        "reference": case.reference,
        "outcome": ruling.outcome,
        "decision": ruling.choice,
        "label": ruling.label,
        "reasons": ruling.reasons,
    }


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, indent=2).encode()
