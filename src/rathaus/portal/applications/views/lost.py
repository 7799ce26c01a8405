"""A page of an application whose draft is not in this browser's hands (any more)."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from rathaus.portal.applications import visitor
from rathaus.portal.applications.actions.drafts import shelter
from rathaus.portal.applications.models import Application, Definition, name_of
from rathaus.portal.applications.steps.typed import SAVING, read_step
from rathaus.portal.applications.views.place import named_draft


def without_draft(request: HttpRequest, definition: Definition, step_id: str = "") -> HttpResponse:
    """To the receipt if it was sent; else to the start page, with what was just typed kept."""
    slug = definition.service.slug
    if application := visitor.sent(request, slug) or _sent_as_named(request, slug):
        visitor.show_receipt(request, application)
        return redirect("applications:receipt", slug)
    if request.method == "POST" and SAVING in request.POST:
        # The script on the page says so; a redirect would look like success to it.
        return HttpResponse(status=409)
    if request.method == "POST":
        _shelter(request, definition, step_id)
    return redirect("applications:start", slug)


def _sent_as_named(request: HttpRequest, slug: str) -> Application | None:
    """What was made of the draft which the page names, though this browser does not have it in hand."""
    name = name_of(named_draft(request))
    found = Application.objects.filter(idempotency_key=name, service__slug=slug).select_related("service")
    # A clerk can name what she began at the counter; what came of it is not hers to see.
    guests = found.filter(begun_at_counter_by=None, person=None)
    party = visitor.party_of(request)
    return guests.first() or (found.visible_to(party).first() if party else None)


def _shelter(request: HttpRequest, definition: Definition, step_id: str) -> None:
    step = next((step for step in definition.blueprint.steps if step.id == step_id), None)
    typed = read_step(step, {}, request.POST) if step else {}
    if not typed:
        return
    stray = shelter(definition, typed, follows=named_draft(request))
    visitor.take_in_hand(request, stray)
    messages.warning(
        request,
        _(
            "Ihre Sitzung war zu Ende. Was Sie eben eingegeben haben, ist gespeichert. Melden Sie sich an oder geben "
            "Sie Ihren Code ein, dann geht es mit Ihren übrigen Angaben weiter."
        ),
    )
