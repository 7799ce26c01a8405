"""One mandate: given, looked at, ended."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.forms import Form
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rathaus.foundation.accounts.audience import CITIZEN, SignedIn, audience
from rathaus.foundation.representation import rules
from rathaus.foundation.representation.actions.mandates import Full, Last, end, offer
from rathaus.foundation.representation.forms import GiveForm
from rathaus.foundation.representation.models import Mandate


@audience(CITIZEN)
def give(request: SignedIn, *, frame: str) -> HttpResponse:
    """To a helper, whom she names as she likes; the code that comes out is handed over by herself."""
    form = GiveForm(request.POST or None, principal=request.user)
    if request.method == "POST" and form.is_valid():
        try:
            mandate = offer(request.user, form.terms, form.cleaned_data["label"], by=request.user)
            return redirect("representation:mandate", mandate.pk)
        except Full:
            form.add_error(None, _("Das sind sehr viele Vollmachten. Bitte beenden Sie zuerst eine davon."))
    return form_page(request, form, frame, _("Vollmacht geben"), _("Weiter zum Code"))


@audience(CITIZEN)
@require_safe
def show(request: SignedIn, mandate_id: UUID, *, frame: str) -> HttpResponse:
    """Who, for what, how long; its code until somebody accepted; for whom leads an organisation its members."""
    mandate, me = mandate_of(request, mandate_id), request.user
    leads = mandate.agent_id == me.pk and rules.may_give(me, mandate.principal) and mandate.kind != "mandate"
    content = {
        "frame": frame,
        "tab": "representation",
        "mandate": mandate,
        "code": mandate.code if mandate.given_by_id == me.pk and mandate.agent_id is None else "",
        "may_end": mandate.ended_at is None and rules.may_end(me, mandate),
        "others": _others(request, mandate) if leads else None,
    }
    return render(request, "representation/mandate.html", content)


@audience(CITIZEN)
def finish(request: SignedIn, mandate_id: UUID, *, frame: str) -> HttpResponse:
    """Asks once more, then ends it at once."""
    mandate = mandate_of(request, mandate_id)
    if mandate.ended_at is not None or not rules.may_end(request.user, mandate):
        raise Http404
    if request.method != "POST":
        content = {"frame": frame, "tab": "representation", "mandate": mandate, "last": rules.is_last(mandate)}
        return render(request, "representation/end.html", content)
    try:
        end(mandate, by=request.user)
        messages.success(request, _("Beendet. Das gilt ab sofort."))
    except Last:
        messages.error(request, _("Das geht nicht: Sie sind hier die letzte Person, die handeln kann."))
    except PermissionDenied as denied:
        raise Http404 from denied
    return redirect("representation:overview")


def mandate_of(request: SignedIn, mandate_id: UUID) -> Mandate:
    """What she gave, holds or administers; Http404 for any other."""
    return get_object_or_404(Mandate.objects.visible_to(request.user), pk=mandate_id)


def form_page(request: SignedIn, form: Form, frame: str, title: str, button: str, text: str = "") -> HttpResponse:
    """A page with one form on it."""
    content = {"frame": frame, "tab": "representation", "form": form, "title": title, "button": button, "text": text}
    return render(request, "representation/form.html", content, status=422 if form.errors else 200)


def _others(request: SignedIn, mandate: Mandate) -> list[Mandate]:
    """The other parents or members, and who is invited."""
    family = Mandate.objects.visible_to(request.user).lasting().filter(principal=mandate.principal, kind=mandate.kind)
    return list(family.exclude(pk=mandate.pk))
