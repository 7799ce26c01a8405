"""The check page with the sending, and where the way ends in person."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rathaus.foundation.accounts.audience import GUEST, audience
from rathaus.foundation.accounts.trust import trust_of
from rathaus.foundation.offices.models import Office
from rathaus.lib.crash import crash_point
from rathaus.portal.applications import visitor
from rathaus.portal.applications.actions.drafts import Gone
from rathaus.portal.applications.actions.renewal import renew
from rathaus.portal.applications.actions.submission import Closed, ProofNeeded, Unfinished, submit
from rathaus.portal.applications.forms import DeclarationForm
from rathaus.portal.applications.journey import Section
from rathaus.portal.applications.models import Application
from rathaus.portal.applications.steps.progress import progress
from rathaus.portal.applications.views.visit import Visit, closed, visited


@audience(GUEST)
@visited
def check(request: HttpRequest, visit: Visit) -> HttpResponse:
    """GET: all answers, with the fee. POST: send."""
    if visit.journey.stop:
        return redirect("applications:in_person", visit.slug)
    if visit.open_step:
        messages.info(request, _("Hier fehlt noch etwas. Danach können Sie alles prüfen und absenden."))
        return visit.onward()
    if visit.must_prove(None):
        return visit.to_proof(None)
    if request.method != "POST":
        # What is missing is told after a redirect, so that the back button never meets a form sent long ago.
        return _page(visit, DeclarationForm({} if "fehler" in request.GET else None))
    if visitor.at_counter(request):
        # Only she herself declares that all is right, and sends.
        return redirect("applications:counter")
    if not DeclarationForm(request.POST).is_valid():
        return HttpResponseRedirect("?fehler")
    return _send(visit)


@audience(GUEST)
@require_safe
@visited
def in_person(request: HttpRequest, visit: Visit) -> HttpResponse:
    """Why it does not go on online, and how it does."""
    stop = visit.journey.stop
    if stop is None:
        return visit.onward()
    steps = visit.journey.steps
    step = visit.journey.step(request.GET.get("schritt", "")) or visit.open_step or steps[-1]
    content = {
        "visit": visit,
        "stop": stop,
        "step": step,
        "office": Office.objects.filter(slug=stop.office).first(),
        "section": "services",
    }
    return render(request, "applications/in_person.html", content)


def _page(visit: Visit, declaration: DeclarationForm) -> HttpResponse:
    content = {
        "visit": visit,
        "journey": visit.journey,
        "sections": [(section, _change(visit, section)) for section in visit.journey.sections],
        "declaration": declaration,
        "progress": progress(visit.slug, visit.journey.steps, None, None, visit.blueprint.minutes),
        "section": "services",
    }
    return render(visit.request, "applications/check.html", content)


def _change(visit: Visit, section: Section) -> str:
    """Where the answers of a section are changed; from there she is led back here."""
    item = section.path.replace(".", "-")
    address = reverse("applications:step", args=[visit.slug, section.step.id])
    return f"{address}?pruefen&offen={item}#{item}" if item else f"{address}?pruefen"


def _send(visit: Visit) -> HttpResponse:
    request, slug = visit.request, visit.slug
    visitor.take_in_hand(request, visit.draft)
    try:
        if renew(visit.draft, visit.in_force):
            return _show_changes(visit)
        party, level = visitor.party_of(request), trust_of(request)
        agent = party.agent if party else None
        application = submit(visit.draft.pk, by=agent, level=level, language=get_language() or "de")
    except Closed:
        return closed(request, slug)
    except ProofNeeded:
        return visit.to_proof(None)
    except (Gone, Unfinished, PermissionDenied, Application.DoesNotExist):
        return redirect("applications:check", slug)
    crash_point("submission-committed")
    visitor.show_receipt(request, application)
    return redirect("applications:receipt", slug)


def _show_changes(visit: Visit) -> HttpResponse:
    messages.warning(
        visit.request,
        _(
            "Die Stadt hat diesen Antrag geändert, seit Sie begonnen haben. Ihre Angaben sind noch da. Bitte sehen Sie "
            "sich nur die geänderten Schritte noch einmal an."
        ),
    )
    return Visit(visit.request, visit.draft, visit.in_force).onward()
