"""A step sent with a form that has grown stale: shown again as typed, to be sent once more."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _

from rathaus.foundation.representation.session import Ended
from rathaus.portal.applications import visitor
from rathaus.portal.applications.journey import Journey
from rathaus.portal.applications.models import definition_for
from rathaus.portal.applications.steps.typed import SAVING, open_items, read_step, shown_names
from rathaus.portal.applications.views.place import is_of_another
from rathaus.portal.applications.views.step import show
from rathaus.portal.applications.views.visit import Visit


def stale(request: HttpRequest) -> HttpResponse | None:
    """For the page that tells of a missing or old CSRF token: the step with what was typed; None if it was no step.

    Nothing is saved: it is not certain that she sent it. Nothing is shown where it was typed for somebody else.
    """
    try:
        return _as_typed(request)
    except Ended:
        return None


def _as_typed(request: HttpRequest) -> HttpResponse | None:
    place = _place(request)
    definition = definition_for(place["slug"]) if place and SAVING not in request.POST else None
    draft = visitor.draft_of(request, definition) if definition else None
    if not (place and definition and draft) or is_of_another(request):
        return None
    visit = Visit(request, draft, definition)
    step = visit.journey.step(place["step_id"])
    if step is None or not visit.reaches(step):
        return None
    answers = draft.answers
    answers |= read_step(step, answers, request.POST)
    visit.journey = Journey(visit.blueprint, answers, today=timezone.localdate())
    messages.warning(
        request,
        _("Diese Seite war zu lange offen. Ihre Eingaben stehen noch hier: Bitte drücken Sie noch einmal „Weiter“."),
    )
    page = show(visit, step, open_items=open_items(shown_names(request.POST)))
    page.status_code = 403
    return page


def _place(request: HttpRequest) -> dict[str, str] | None:
    try:
        match = resolve(request.path_info)
    except Resolver404:
        return None
    return match.kwargs if match.view_name == "applications:step" else None
