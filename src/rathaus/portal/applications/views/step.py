"""One step: shown, saved while she types, answered."""

from collections.abc import Collection, Sequence
from urllib.parse import quote

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.audience import GUEST, audience
from rathaus.portal.applications import visitor
from rathaus.portal.applications.actions.drafts import Gone, claim, give_code, keep
from rathaus.portal.applications.blueprints.blueprint import Step
from rathaus.portal.applications.questions import Fault
from rathaus.portal.applications.steps.answering import answer
from rathaus.portal.applications.steps.page import StepPage, told_faults
from rathaus.portal.applications.steps.progress import progress
from rathaus.portal.applications.steps.typed import SAVING, open_items, shown_names
from rathaus.portal.applications.views.visit import Visit, to_step, visited

OPEN_ITEM = "offen"
FAULTS = "fehler"
TO_CHECK = "pruefen"
"""In the address of a step that was opened from the check page: afterwards she is led back there."""


@audience(GUEST)
@visited
def step(request: HttpRequest, visit: Visit, step_id: str) -> HttpResponse:
    """GET: the page of a step. POST: its answers; which button was pressed says where it goes from here."""
    found = visit.journey.step(step_id)
    if found is None:
        return _hidden(visit, step_id)
    if not visit.reaches(found):
        messages.info(request, _("Bitte beantworten Sie zuerst diese Fragen."))
        return visit.onward()
    if request.method != "POST" and visit.must_prove(found):
        return visit.to_proof(found)
    if request.method != "POST":
        return show(visit, found, told=_told(visit, found), open_items={request.GET.get(OPEN_ITEM, "")})
    try:
        journey, refused = answer(visit.draft, found, request, visit.known)
    except Gone:
        return redirect("applications:check", visit.slug)
    if person := visitor.person_of(request):
        claim(visit.draft, by=person)
    return _answered(visit.answered(journey), found, refused)


def _hidden(visit: Visit, step_id: str) -> HttpResponse:
    """A step that her answers leave out leads on; one that does not exist is not found."""
    if step_id not in {step.id for step in visit.blueprint.steps}:
        raise Http404
    return visit.onward()


def _told(visit: Visit, step: Step) -> list[Fault]:
    """The faults to tell: after a redirect, so that the back button never meets a form sent long ago."""
    if FAULTS not in visit.request.GET:
        return []
    refused = visitor.refused_files(visit.request, visit.draft)
    return refused or told_faults(visit.journey.faults(step), visit.draft.answers)


def _answered(visit: Visit, step: Step, refused: Sequence[Fault]) -> HttpResponse:
    """Where it goes after the answers were saved."""
    post = visit.request.POST
    if SAVING in post:
        return _saved(visit, step, shown_names(post))
    if refused:
        visitor.remember_refused_files(visit.request, visit.draft, refused)
        return _again(visit, step, FAULTS)
    if "_back" in post:
        before = visit.journey.before(step) if step in visit.journey.steps else None
        return to_step(visit.slug, before) if before else redirect("applications:start", visit.slug)
    if "_later" in post:
        if visit.draft.person_id is None and not visitor.at_counter(visit.request):
            give_code(visit.draft)
        return redirect("applications:later", visit.slug)
    if name := post.get("_reuse"):
        return _reuse(visit, step, name)
    if visit.must_prove(step):
        return visit.to_proof(step)
    if name := post.get("_edit") or post.get("_add"):
        return _again(visit, step, item=name)
    if "_remove" in post:
        return _again(visit, step)
    return _onward(visit, step)


def _reuse(visit: Visit, step: Step, name: str) -> HttpResponse:
    """The same step, with the answer of an earlier application in place of what stands there."""
    offers = visit.offers([question for question in visit.journey.questions(step) if question.id == name])
    if name in offers:
        keep(visit.draft, {name: offers[name].value})
    return _again(visit, step)


def _onward(visit: Visit, step: Step) -> HttpResponse:
    if visit.journey.stop:
        return redirect(reverse("applications:in_person", args=[visit.slug]) + f"?schritt={step.id}")
    faults = visit.journey.faults(step)
    if told_faults(faults, visit.draft.answers):
        return _again(visit, step, FAULTS)
    if faults:
        messages.info(visit.request, _("Zu Ihrer Antwort gehören noch weitere Fragen."))
        return _again(visit, step)
    if TO_CHECK in visit.request.GET and visit.open_step is None:
        return redirect("applications:check", visit.slug)
    following = visit.journey.after(step)
    return to_step(visit.slug, following) if following else visit.onward()


def _again(visit: Visit, step: Step, *flags: str, item: str = "") -> HttpResponse:
    """The same step, with one item of a group open (``hunde``: the last one)."""
    words = [*flags, *([TO_CHECK] if TO_CHECK in visit.request.GET else [])]
    address = reverse("applications:step", args=[visit.slug, step.id])
    if item:
        items = visit.journey.value(item)
        name = f"{item}-{len(items) - 1}" if isinstance(items, list) else quote(item)
        return HttpResponseRedirect(f"{address}?{'&'.join([*words, f'{OPEN_ITEM}={name}'])}#{name}")
    return HttpResponseRedirect(f"{address}?{'&'.join(words)}".rstrip("?"))


def show(visit: Visit, step: Step, *, told: Sequence[Fault] = (), open_items: Collection[str] = ()) -> HttpResponse:
    content = {
        "visit": visit,
        "step": step,
        "page": _page(visit, step, told, open_items),
        "progress": progress(visit.slug, visit.journey.steps, visit.open_step, step, visit.blueprint.minutes),
        "faults": told,
        "section": "services",
    }
    return render(visit.request, "applications/step.html", content)


def _page(visit: Visit, step: Step, told: Sequence[Fault] = (), open_items: Collection[str] = ()) -> StepPage:
    """With what is known of her filled in, and what she answered before offered where nothing stands."""
    journey = visit.shown_journey(step)
    empty = [question for question in journey.questions(step) if question.is_empty(journey.value(question.id))]
    givens, offers = visit.known.givens, visit.offers(empty)
    return StepPage(journey, step, told=told, open_items=open_items, givens=givens, offers=offers)


def _saved(visit: Visit, step: Step, shown: set[str]) -> HttpResponse:
    """For the script: when it was saved, and the questions that appeared or went."""
    page = _page(visit, step, open_items=open_items(shown))
    content = {"visit": visit, "step": step, "changed": list(page.changed_since(shown))}
    return render(visit.request, "applications/saved.html", content)
