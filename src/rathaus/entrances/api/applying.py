"""Endpoints that apply, and follow the application."""

from typing import Any

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Header
from ninja import Status as Success
from ninja.security import HttpBearer

from rathaus.entrances.api.door import api, problem, too_often
from rathaus.entrances.api.shapes import Mistake, NewApplication, Problem, Receipt, Status
from rathaus.foundation.accounts import limits
from rathaus.lib.text import clean
from rathaus.portal.applications.actions.programs import Invalid, KeyReused, submit_answers
from rathaus.portal.applications.actions.submission import Closed, ProofNeeded
from rathaus.portal.cases.status import public_status
from rathaus.portal.catalogue.models import Service

ERRORS = dict.fromkeys((400, 403, 404, 409, 413, 422, 429, 503), Problem)


class StatusCode(HttpBearer):
    """The status code of the receipt; whether it fits is decided together with the reference."""

    def authenticate(self, request: HttpRequest, token: str) -> str:
        return token


@api.post("/services/{slug}/applications", response={201: Receipt, **ERRORS}, tags=["applications"])
def apply(
    request: HttpRequest,
    slug: str,
    sent: NewApplication,
    idempotency_key: str = Header(..., alias="Idempotency-Key", min_length=8, max_length=100),
) -> HttpResponse | Success[dict[str, Any]]:
    """Apply. The same ``Idempotency-Key`` with the same answers gives the same receipt, however often it is sent."""
    service = get_object_or_404(Service, slug=clean(slug))
    if not ratelimit.consume(request, action="application"):
        return too_often(request)
    try:
        application = submit_answers(service, sent.answers, idempotency_key=idempotency_key, language=sent.language)
    except Invalid as invalid:
        mistakes = [Mistake(pointer=fault.pointer, code=fault.code, message=fault.message) for fault in invalid.faults]
        return problem(request, 422, "Einige Angaben stimmen noch nicht.", mistakes)
    except KeyReused:
        return problem(request, 409, "Unter diesem Idempotency-Key wurde schon ein anderer Antrag gesendet.")
    except Closed:
        return problem(request, 404, "Diese Leistung nimmt zurzeit keine Anträge an.")
    except ProofNeeded:
        return problem(request, 403, "Diese Leistung nimmt nur Anträge aus einem Bürgerkonto an.")
    receipt = {
        "reference": application.reference,
        "status_code": application.status_code,
        "received_at": application.submitted_at,
    }
    return Success(201, receipt)


@api.get(
    "/applications/{reference}",
    response={200: Status, 401: Problem, 404: Problem, 429: Problem},
    auth=StatusCode(),
    tags=["applications"],
)
def status(request: HttpRequest, reference: str) -> HttpResponse | dict[str, Any]:
    """The public status; the bearer token is the status code of the receipt."""
    if not limits.guesses_left(request, "status_code"):
        return problem(request, 429, "Von hier kamen gerade viele falsche Codes. Bitte warten Sie fünf Minuten.")
    if found := public_status(reference, request.auth):  # type: ignore[attr-defined]
        return found
    limits.note_guess(request, "status_code")
    return problem(request, 404, "Zu dieser Nummer und diesem Code gibt es keinen Antrag.")
