"""Accepting by code: first the code, then exactly what it is, then yes."""

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.audience import CITIZEN, SignedIn, audience
from rathaus.foundation.representation.actions.mandates import Unusable, accept, found_by_code
from rathaus.foundation.representation.forms import CodeForm
from rathaus.foundation.representation.models import Mandate
from rathaus.foundation.representation.rules import may_accept

_OFFER = "mandate_on_offer"


@audience(CITIZEN)
def enter_code(request: SignedIn, *, frame: str) -> HttpResponse:
    """Wrong, spent and expired codes are answered alike."""
    form = CodeForm(request.POST or None)
    too_often = request.method == "POST" and not ratelimit.consume(request, action="mandate_code")
    if form.is_bound and not too_often and form.is_valid():
        if mandate := found_by_code(form.cleaned_data["code"]):
            request.session[_OFFER] = str(mandate.pk)
            return redirect("representation:accept")
        form.add_error("code", _("Dieser Code gilt nicht. Vielleicht ist er abgelaufen oder schon benutzt."))
    content = {"frame": frame, "tab": "representation", "form": form, "too_often": too_often}
    status = 429 if too_often else 422 if form.errors else 200
    return render(request, "representation/code.html", content, status=status)


@audience(CITIZEN)
def confirm(request: SignedIn, *, frame: str) -> HttpResponse:
    """What she accepts, in full; POST accepts it."""
    offered = Mandate.objects.offered().filter(pk__in=[request.session.get(_OFFER)])
    mandate = offered.select_related("principal", "given_by").first()
    if mandate is None:
        return redirect("representation:enter_code")
    if request.method != "POST":
        content = {"mandate": mandate, "possible": may_accept(request.user, mandate)}
        return render(request, "representation/accept.html", content | {"frame": frame, "tab": "representation"})
    del request.session[_OFFER]
    try:
        accept(mandate, by=request.user)
    except Unusable:
        messages.error(request, _("Dieser Code gilt für Sie nicht."))
        return redirect("representation:enter_code")
    messages.success(request, _("Angenommen. Sie können ab sofort handeln oder lesen, wie es vereinbart ist."))
    return redirect("representation:switch")
