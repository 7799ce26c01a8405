"""How every form about a case works: shown, checked, done; and what happens when a colleague was faster."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.audience import SignedIn
from rathaus.foundation.accounts.models import Person
from rathaus.lib.text import whole_number
from rathaus.portal.cases.change import Stale
from rathaus.portal.cases.forms.desk import CaseForm
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.views.finding import case_at_desk

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Panel:
    """A form with its page: who may, what it does with case, form and the revision seen, what is said afterwards."""

    title: "StrOrPromise"
    button: "StrOrPromise"
    done: "StrOrPromise"
    form: type[CaseForm]
    may: Callable[[Person, Case], bool]
    act: Callable[[Case, CaseForm, int], Any]
    template: str = "cases/desk/panel.html"


def run(request: SignedIn, reference: str, panel: Panel) -> HttpResponse:
    """The panel's page; on POST its action. What was typed is kept, whatever comes between."""
    case = case_at_desk(request, reference)
    if not panel.may(request.user, case):
        return refused(request, case, panel)
    form = form_of(request, case, panel)
    if not form.is_bound or not form.is_valid():
        return page(request, panel, form)
    try:
        panel.act(case, form, seen(request, case))
    except Stale as stale:
        return page(request, panel, form, stale=stale)
    messages.success(request, panel.done)
    return redirect(case.desk_url)


def form_of(request: SignedIn, case: Case, panel: Panel) -> CaseForm:
    """Empty on GET, bound on POST; unbound with all that was typed when a text block was asked for."""
    if request.method != "POST":
        return panel.form(case=case, by=request.user)
    if block := request.POST.get("_insert"):
        typed = panel.form(case=case, by=request.user).typed_with(block, request.POST)
        return panel.form(case=case, by=request.user, initial=typed)
    return panel.form(request.POST, case=case, by=request.user)


def refused(request: SignedIn, case: Case, panel: Panel) -> HttpResponse:
    """She may not, or no longer: back to the case; what she typed meanwhile is shown again, so that it is not lost."""
    if request.method != "POST":
        messages.warning(request, _("Das geht bei diesem Vorgang gerade nicht."))
        return redirect(case.desk_url)
    return page(request, panel, form_of(request, case, panel), stale=Stale(case, seen(request, case)), blocked=True)


def page(
    request: SignedIn,
    panel: Panel,
    form: CaseForm,
    *,
    stale: Stale | None = None,
    blocked: bool = False,
    template: str = "",
    **more: Any,
) -> HttpResponse:
    """The form; ``stale`` tells what happened meanwhile, ``blocked`` that it can't be done any more."""
    case = stale.case if stale else form.case
    context = {
        "section": "case",
        "case": case,
        "panel": panel,
        "form": form,
        "seen": case.revision if stale else seen(request, case),
        "since": stale.since if stale else None,
        "blocked": blocked,
    }
    status = 409 if stale else 422 if form.is_bound and form.errors else 200
    return render(request, template or panel.template, context | more, status=status)


def seen(request: SignedIn, case: Case) -> int:
    """The revision of the case that the clerk was looking at."""
    typed = whole_number(request.POST.get("revision", ""))
    return case.revision if typed is None else typed
