"""Deciding: write, look at what will go out, confirm. Nothing is decided before the last step."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy

from rathaus.foundation.accounts.audience import SignedIn, audience
from rathaus.foundation.documents.responses import hand_over
from rathaus.foundation.offices.audience import CLERK
from rathaus.portal.cases import actions, notices, rules
from rathaus.portal.cases.change import Stale
from rathaus.portal.cases.forms.desk import CaseForm, DecideForm
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.views.finding import case_at_desk
from rathaus.portal.cases.views.panels import Panel, form_of, page, refused, seen


def _decide(case: Case, form: CaseForm, seen: int) -> Any:
    typed = form.cleaned_data
    return actions.decide(case, typed["decision"], typed["text"], by=form.by, seen=seen)


DECIDE = Panel(
    title=gettext_lazy("Entscheiden"),
    button=gettext_lazy("Weiter zur Vorschau"),
    done=gettext_lazy("Entschieden. Der Bescheid geht gleich in das Postfach."),
    form=DecideForm,
    may=rules.may_decide,
    act=_decide,
    template="cases/desk/decide.html",
)

_DONE_FOR_A_GUEST = gettext_lazy("Entschieden. Der Bescheid steht gleich unter „Stand abfragen“.")


@audience(CLERK)
def decide(request: SignedIn, reference: str) -> HttpResponse:
    """Form, preview (as page or PDF), decision: all at one address, the step in ``_step``."""
    case = case_at_desk(request, reference)
    if not rules.may_decide(request.user, case):
        return refused(request, case, DECIDE)
    form = form_of(request, case, DECIDE)
    if not form.is_bound or not form.is_valid():
        return page(request, DECIDE, form)
    step = request.POST.get("_step")
    if step == "pdf":
        return _pdf(case, form)
    if step == "confirm":
        return _confirmed(request, case, form)
    return page(request, DECIDE, form, template=DECIDE.template if step == "edit" else "cases/desk/confirm.html")


def _confirmed(request: SignedIn, case: Case, form: CaseForm) -> HttpResponse:
    try:
        DECIDE.act(case, form, seen(request, case))
    except Stale as stale:
        return page(request, DECIDE, form, stale=stale, template="cases/desk/confirm.html")
    messages.success(request, DECIDE.done if case.person_id else _DONE_FOR_A_GUEST)
    return redirect(case.desk_url)


def _pdf(case: Case, form: CaseForm) -> HttpResponse:
    """The notice as it would go out, marked as a draft; kept nowhere."""
    choice = form.cleaned_data["decision"]
    ruling = notices.Ruling(
        choice.outcome, choice.id, choice.label, form.cleaned_data["text"], str(form.by), draft=True
    )
    return hand_over(notices.write(case, ruling), f"Entwurf {case.reference}.pdf")
