"""The start page: what she needs, and going on or beginning anew."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.audience import GUEST, audience
from rathaus.foundation.accounts.trust import trust_of
from rathaus.portal.applications import visitor
from rathaus.portal.applications.actions.drafts import Gone, TooMany, begin, claim, rejoin
from rathaus.portal.applications.models import Definition, Draft, definition_for
from rathaus.portal.applications.rules import may_send
from rathaus.portal.applications.views.place import out_of_place, whom
from rathaus.portal.applications.views.visit import Visit, closed, to_step


@audience(GUEST)
def start(request: HttpRequest, slug: str) -> HttpResponse:
    """GET: the page. POST: go on with the open draft, or ``begin=new``."""
    definition = definition_for(slug)
    if definition is None:
        return closed(request, slug)
    if request.method == "POST" and (refusal := out_of_place(request, slug)):
        return refusal
    draft = visitor.draft_of(request, definition)
    if request.method != "POST":
        return _page(request, definition, draft)
    if draft and (request.POST.get("begin") != "new" or visitor.at_counter(request)):
        return _go_on(request, definition, draft)
    return _begin(request, definition)


def _page(request: HttpRequest, definition: Definition, draft: Draft | None) -> HttpResponse:
    content = {
        "service": definition.service,
        "blueprint": definition.blueprint,
        "needs": definition.service.fact("needs", []),
        "draft": draft,
        "is_proven": may_send(trust_of(request), definition),
        "may_apply": visitor.may_apply(request, definition.service.slug),
        "whom": whom(request),
        "section": "services",
    }
    return render(request, "applications/start.html", content)


def _begin(request: HttpRequest, definition: Definition) -> HttpResponse:
    try:
        draft = begin(definition, by=visitor.person_of(request), others=visitor.drafts_of(request))
    except TooMany:
        messages.error(
            request, _("Sie haben sehr viele Anträge angefangen. Bitte beenden oder löschen Sie zuerst einen davon.")
        )
        return redirect("applications:start", definition.service.slug)
    visitor.take_in_hand(request, draft)
    return to_step(definition.service.slug, definition.blueprint.steps[0])


def _go_on(request: HttpRequest, definition: Definition, draft: Draft) -> HttpResponse:
    """With the draft in hand; what was typed after a session had ended goes where it belongs."""
    related = ("service", "definition", "key")
    origin = visitor.drafts_of(request).filter(pk__in=[draft.follows]).select_related(*related).first()
    try:
        if origin:
            rejoin(draft, origin)
            draft = origin
    except Gone:
        return redirect("applications:start", definition.service.slug)
    if person := visitor.person_of(request):
        claim(draft, by=person)
    visitor.take_in_hand(request, draft)
    return Visit(request, draft, definition).onward()
