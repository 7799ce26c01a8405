"""The receipt: it is shown once the application is stored, and as long as the session lasts."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rathaus.foundation.accounts.audience import GUEST, audience
from rathaus.foundation.documents.responses import download
from rathaus.portal.applications import visitor
from rathaus.portal.applications.models import Application


@audience(GUEST)
@require_safe
def receipt(request: HttpRequest, slug: str) -> HttpResponse:
    """Reference, status code, what happens next."""
    application = _found(request, slug)
    content = {
        "application": application,
        "service": application.service,
        "office": application.service.responsible_office,
        "due_on": application.due_on,
        "hints": application.journey.advice,
        "section": "services",
    }
    return render(request, "applications/receipt.html", content)


@audience(GUEST)
@require_safe
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """The receipt as PDF; 404 until the worker has made it."""
    application = _found(request, slug)
    if application.receipt is None:
        raise Http404
    return download(application.receipt)


def _found(request: HttpRequest, slug: str) -> Application:
    application = visitor.receipt_of(request, slug)
    if application is None:
        raise Http404
    return application
