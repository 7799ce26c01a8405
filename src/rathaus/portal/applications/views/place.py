"""Whether a page still belongs to the person served now: two windows, or the back button, may say otherwise."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from rathaus.portal.applications import visitor
from rathaus.portal.applications.models import Draft
from rathaus.portal.applications.steps.typed import SAVING

FOR = "for"
"""The field of the start page that says for whom the page was made."""


def out_of_place(request: HttpRequest, slug: str) -> HttpResponse | None:
    """What to answer if she may not apply here, or the page was made for somebody else; None if all is well."""
    if not visitor.may_apply(request, slug):
        if request.method == "POST":
            raise Http404
        return redirect("applications:start", slug)
    return _elsewhere(request, slug) if request.method == "POST" and is_of_another(request) else None


def busy_for_another(request: HttpRequest) -> HttpResponse | None:
    """Where a code of her own has no place: at the counter, and while she acts for another; None elsewhere."""
    party = visitor.party_of(request)
    if not visitor.at_counter(request) and (party is None or party.is_own):
        return None
    messages.warning(request, _("Beenden Sie zuerst, was Sie gerade für eine andere Person tun."))
    return redirect("representation:switch" if party else "applications:counter")


def named_draft(request: HttpRequest) -> UUID | None:
    """The draft for which the page was made that is sent now."""
    try:
        return UUID(request.POST.get("_draft", ""))
    except ValueError:
        return None


def whom(request: HttpRequest) -> str:
    """For whom a page is made now, as ``FOR`` says it: empty for a guest."""
    person = visitor.person_of(request)
    return str(person.pk) if person else ""


def is_of_another(request: HttpRequest) -> bool:
    """Whether what is sent was typed for somebody else than the person served now."""
    if FOR in request.POST:
        return request.POST[FOR] != whom(request)
    # A guest's page may have outlived her session: what she typed is sheltered (see ``lost``).
    named = named_draft(request) if request.user.is_authenticated else None
    if named is None or visitor.drafts_of(request).filter(pk=named).exists():
        return False
    return Draft.objects.filter(pk=named).exists()


def _elsewhere(request: HttpRequest, slug: str) -> HttpResponse:
    if SAVING in request.POST:
        return HttpResponse(status=409)
    messages.warning(
        request,
        _(
            "Diese Seite gehörte zu einer anderen Person als der, für die Sie jetzt handeln. Wir haben nichts davon "
            "gespeichert. Prüfen Sie bitte, für wen Sie handeln."
        ),
    )
    return redirect("applications:start", slug)
