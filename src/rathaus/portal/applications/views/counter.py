"""The counter: a clerk fills in with a citizen beside her, then hands over and forgets."""

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.audience import SignedIn, audience
from rathaus.foundation.offices.audience import CLERK
from rathaus.foundation.representation.session import forget_matters
from rathaus.portal.applications import visitor
from rathaus.portal.applications.actions.counter import MINUTES, begin_at_counter, give_up, hand_over
from rathaus.portal.applications.actions.drafts import Gone
from rathaus.portal.applications.forms import BirthDateForm, ServiceForm
from rathaus.portal.applications.models import definition_for
from rathaus.portal.applications.scopes import services_of


@audience(CLERK)
def counter(request: SignedIn) -> HttpResponse:
    """GET: choose a service, or what is being filled in. POST: begin; whatever this browser held is dropped."""
    if draft := visitor.counter_draft(request):
        return render(
            request,
            "applications/counter/serving.html",
            {"draft": draft, "form": BirthDateForm(), "section": "counter"},
        )
    form = ServiceForm(request.POST or None, services=services_of(request.user))
    if request.method != "POST" or not form.is_valid():
        status = 422 if form.errors else 200
        return render(request, "applications/counter/begin.html", {"form": form, "section": "counter"}, status=status)
    definition = definition_for(form.cleaned_data["service"])
    if definition is None:
        return redirect("applications:counter")
    forget_matters(request)
    draft = begin_at_counter(definition, by=request.user)
    visitor.stand_at_counter(request, draft)
    return redirect("applications:step", definition.service.slug, definition.blueprint.steps[0].id)


@audience(CLERK)
def give_code(request: SignedIn) -> HttpResponse:
    """The digits, shown once; from this moment the clerk's browser knows nothing of the citizen any more."""
    draft = visitor.counter_draft(request)
    if draft is None or request.method != "POST":
        return redirect("applications:counter")
    form = BirthDateForm(request.POST)
    if not form.is_valid():
        content = {"draft": draft, "form": form, "section": "counter"}
        return render(request, "applications/counter/serving.html", content, status=422)
    try:
        digits = hand_over(draft, form.cleaned_data["born_on"], by=request.user)
    except Gone:
        return redirect("applications:counter")
    forget_matters(request)
    content = {
        "digits": f"{digits[:3]} {digits[3:]}",
        "minutes": MINUTES,
        "service": draft.service,
        "place": f"{settings.PUBLIC_ADDRESS}{reverse('applications:take_over')}",
        "section": "counter",
    }
    return render(request, "applications/counter/code.html", content)


@audience(CLERK)
def end(request: SignedIn) -> HttpResponse:
    """Asks once more, then deletes what was typed."""
    if not visitor.at_counter(request):
        return redirect("applications:counter")
    draft = visitor.counter_draft(request)
    if request.method != "POST":
        return render(request, "applications/counter/end.html", {"draft": draft, "section": "counter"})
    if draft:
        give_up(draft, by=request.user)
    forget_matters(request)
    messages.success(request, _("Beendet. Von der Person ist in diesem Browser nichts mehr zu sehen."))
    return redirect("applications:counter")
