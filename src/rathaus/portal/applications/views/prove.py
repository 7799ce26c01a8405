"""Where an application needs to know more surely who sends it: the ways to prove it, and back into the draft."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from rathaus.foundation.accounts.audience import GUEST, audience
from rathaus.foundation.accounts.doors import entrances
from rathaus.foundation.accounts.models import TrustLevel
from rathaus.portal.applications import visitor
from rathaus.portal.applications.actions.drafts import claim
from rathaus.portal.applications.blueprints.blueprint import Step
from rathaus.portal.applications.steps.progress import progress
from rathaus.portal.applications.views.visit import Visit, to_step, visited


@audience(GUEST)
@visited
def prove(request: HttpRequest, visit: Visit) -> HttpResponse:
    """GET: the ways, and, once proven, what is known now. POST: back to where she was, ``?weiter=<step>``."""
    if request.method == "POST" and visit.is_proven:
        if person := visitor.person_of(request):
            claim(visit.draft, by=person)
        return _back(visit)
    if not visit.is_proven and visit.in_force.blueprint.needed_level == TrustLevel.BASIC:
        return redirect_to_login(request.get_full_path())
    return render(request, "applications/prove.html", _content(visit))


def _content(visit: Visit) -> dict[str, object]:
    level, here = visit.in_force.blueprint.needed_level, visit.request.get_full_path()
    steps = visit.journey.steps
    return {
        "visit": visit,
        "learned": _learned(visit),
        "progress": progress(visit.slug, steps, visit.open_step, _onward(visit), visit.blueprint.minutes),
        "ways": [(entrance.label, entrance.address(level, here)) for entrance in entrances(level)],
        "section": "services",
    }


def _learned(visit: Visit) -> list[tuple[str, list[str], str]]:
    """What somebody vouches for: label, answer in words, who."""
    questions = visit.blueprint.questions
    confirmed = [(questions[name], given) for name, given in visit.known.givens.items() if given.confirmed]
    return [(question.label, question.show(given.value), str(given.label)) for question, given in confirmed]


def _onward(visit: Visit) -> Step | None:
    """Where she was; None is the check page."""
    return visit.journey.step(visit.request.GET.get("weiter", ""))


def _back(visit: Visit) -> HttpResponse:
    step = _onward(visit)
    return to_step(visit.slug, step) if step else redirect(reverse("applications:check", args=[visit.slug]))
