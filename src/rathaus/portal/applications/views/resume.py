"""Leaving for later, and coming back."""

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from rathaus.foundation.accounts.audience import GUEST, audience
from rathaus.portal.applications import visitor
from rathaus.portal.applications.actions.drafts import Gone, found_by_code, give_code, rejoin
from rathaus.portal.applications.forms import CodeForm
from rathaus.portal.applications.models import Draft
from rathaus.portal.applications.views.place import busy_for_another
from rathaus.portal.applications.views.visit import Visit, visited


@audience(GUEST)
@visited
def later(request: HttpRequest, visit: Visit) -> HttpResponse:
    """All is saved; a guest asks for her code by POST and is shown it."""
    if visitor.at_counter(request):
        return redirect("applications:counter")
    if request.method == "POST" and visit.draft.person_id is None:
        try:
            give_code(visit.draft)
        except Gone:
            return redirect("applications:check", visit.slug)
        return redirect("applications:later", visit.slug)
    step = visit.open_step
    return render(request, "applications/later.html", {"visit": visit, "step": step, "section": "services"})


@audience(GUEST)
def by_code(request: HttpRequest) -> HttpResponse:
    """A guest comes back with her code."""
    if refusal := busy_for_another(request):
        return refusal
    form = CodeForm(request.POST or None)
    too_often = request.method == "POST" and not ratelimit.consume(request, action="draft_code")
    if request.method == "POST" and not too_often and form.is_valid():
        if draft := found_by_code(form.cleaned_data["code"]):
            return _welcome_back(request, draft)
        form.add_unknown()
    content = {"form": form, "too_often": too_often, "section": "services"}
    return render(request, "applications/resume.html", content, status=429 if too_often else 200)


def _welcome_back(request: HttpRequest, draft: Draft) -> HttpResponse:
    """Take the draft in hand; what was typed after the session had ended goes into it."""
    stray = visitor.drafts_of(request).filter(follows=draft.pk).select_related("key").first()
    if stray:
        rejoin(stray, draft)
    visitor.let_in(request, draft)
    return redirect("applications:start", draft.service.slug)
