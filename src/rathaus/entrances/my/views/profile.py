"""What she said of herself, and what others vouch for."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rathaus.entrances.my.frame import frame
from rathaus.entrances.my.profile import known_of, stated
from rathaus.foundation.accounts.actions import state
from rathaus.foundation.accounts.audience import CITIZEN, SignedIn, audience
from rathaus.foundation.accounts.models import Person
from rathaus.portal.applications.actions.locking import put_back
from rathaus.portal.applications.journey import Journey
from rathaus.portal.applications.known.facts import Known
from rathaus.portal.applications.known.sources import SOURCES
from rathaus.portal.applications.steps.page import StepPage
from rathaus.portal.applications.steps.typed import read_step

_ASKED = {
    fact for name in ("name", "birth_date", "birth_place", "address", "phone") for fact in SOURCES[name].parts.values()
}


@audience(CITIZEN)
def show(request: SignedIn) -> HttpResponse:
    """``/mein/profil/``. POST: keep what she says now; ``_delete=<question>`` takes back one thing."""
    me = request.user
    known = known_of(me)
    (step,) = known.blueprint.steps
    if request.method != "POST":
        return _page(request, known, known.filled_in(step, {}))
    if name := request.POST.get("_delete"):
        return _forget(me, known, name, request)
    typed = read_step(step, {}, request.POST)
    if Journey(known.blueprint, known.put_back(typed), today=known.today).faults():
        return _page(request, known, known.filled_in(step, typed), status=422)
    _keep(me, known, typed)
    messages.success(request, _("Gespeichert."))
    return redirect("my:profile")


@transaction.atomic
def _keep(me: Person, known: Known, typed: dict[str, Any]) -> None:
    answers = put_back(known, typed, f"person:{me.pk}", by=me)
    questions = known.blueprint.questions
    facts = [stated(questions[name], answer) for name, answer in answers.items()]
    state(me, {name: text for some in facts for name, text in some.items()}, by=me)


def _forget(me: Person, known: Known, name: str, request: SignedIn) -> HttpResponse:
    if question := known.blueprint.questions.get(name):
        state(me, stated(question, None), by=me)
        messages.success(request, _("Gelöscht."))
    return redirect("my:profile")


def _page(request: SignedIn, known: Known, answers: dict[str, Any], status: int = 200) -> HttpResponse:
    (step,) = known.blueprint.steps
    journey = Journey(known.blueprint, answers, today=known.today)
    faults = journey.faults() if status != 200 else []
    content = {
        "page": StepPage(journey, step, told=faults, givens=known.givens),
        "faults": faults,
        "others": [fact for fact in known.facts.values() if fact.name not in _ASKED],
    }
    return render(request, "my/profile.html", frame(request.user, "profile") | content, status=status)
