"""The status of an application for whoever knows its reference and its code, without an account."""

from typing import Any

from rathaus.portal.applications.models import Application
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.workflow import PublicState


def public_status(reference: str, code: str) -> dict[str, Any] | None:
    """``{reference, service, status, status_text, submitted_at, due_on, answer_by}``, or None if the two open nothing.

    ``status`` is a PublicState. ``due_on`` is the day by which the decision is promised (None while we wait, and once
    it is made), ``answer_by`` the day by which the citizen should answer (None if she was not asked).
    """
    application = Application.objects.opened_by(reference, code)
    return status_of(application) if application else None


def status_of(application: Application) -> dict[str, Any]:
    """What the public may know of ``application``, as ``public_status`` gives it."""
    case = Case.objects.filter(application=application).first()
    state = case.public_state if case else PublicState.SUBMITTED
    enquiry = case.todo if case else None
    promised = state in (PublicState.RECEIVED, PublicState.PROCESSING)
    return {
        "reference": application.reference,
        "service": application.service.slug,
        "status": state.value,
        "status_text": str(state.label),
        "submitted_at": application.submitted_at,
        "due_on": case.due_on if case and promised else None,
        "answer_by": enquiry.deadline if enquiry else None,
    }
