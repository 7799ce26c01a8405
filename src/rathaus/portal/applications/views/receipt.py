"""The receipt: it is shown once the application is stored, and as long as the session lasts."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rathaus.foundation.accounts.actions import state
from rathaus.foundation.accounts.audience import CITIZEN, GUEST, SignedIn, audience
from rathaus.foundation.accounts.models import Person, ProfileFact, in_words
from rathaus.foundation.documents.responses import download
from rathaus.portal.applications import visitor
from rathaus.portal.applications.known.remembering import news
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
        "news": _news(application, _herself(request)),
        "section": "services",
    }
    return render(request, "applications/receipt.html", content)


@audience(CITIZEN)
@require_POST
def remember(request: SignedIn, slug: str) -> HttpResponse:
    """Keep in her profile what she stated of herself."""
    application = _found(request, slug)
    if application.person != request.user:
        raise Http404
    state(request.user, news(application, request.user), by=request.user)
    messages.success(request, _("Gemerkt. Beim nächsten Antrag steht es schon da."))
    return redirect("applications:receipt", slug)


@audience(GUEST)
@require_safe
def paper(request: HttpRequest, slug: str) -> HttpResponse:
    """The receipt as PDF; 404 until the worker has made it."""
    application = _found(request, slug)
    if application.receipt is None:
        raise Http404
    return download(application.receipt)


def _news(application: Application, person: Person | None) -> list[tuple[str | Promise, str]]:
    """What could be remembered for the next time, with its name."""
    if person is None or application.person_id != person.pk:
        return []
    return [(ProfileFact.Name(name).label, in_words(name, text)) for name, text in news(application, person).items()]


def _herself(request: HttpRequest) -> Person | None:
    """Who is there, unless she acts for another."""
    party = visitor.party_of(request)
    return party.agent if party and party.is_own else None


def _found(request: HttpRequest, slug: str) -> Application:
    application = visitor.receipt_of(request, slug)
    if application is None:
        raise Http404
    return application
