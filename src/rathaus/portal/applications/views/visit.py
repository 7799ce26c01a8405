"""Where a visitor stands in an application: found anew for each page, from her session or account."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from rathaus.foundation.accounts.trust import trust_of
from rathaus.portal.applications import visitor
from rathaus.portal.applications.blueprints.blueprint import Blueprint, Step
from rathaus.portal.applications.journey import Journey
from rathaus.portal.applications.known.earlier import Offer, offers
from rathaus.portal.applications.known.facts import Known, note_of
from rathaus.portal.applications.models import Definition, Draft, definition_for
from rathaus.portal.applications.questions import Question
from rathaus.portal.applications.rules import may_send
from rathaus.portal.applications.views.lost import without_draft
from rathaus.portal.applications.views.place import out_of_place
from rathaus.portal.catalogue.models import Service


@dataclass
class Visit:
    """A draft and the way through it."""

    request: HttpRequest
    draft: Draft
    in_force: Definition

    @property
    def service(self) -> Service:
        return self.in_force.service

    @property
    def slug(self) -> str:
        return self.service.slug

    @property
    def blueprint(self) -> Blueprint:
        return self.draft.definition.blueprint

    @cached_property
    def known(self) -> Known:
        """What is known already of whoever applies."""
        return Known(self.blueprint, visitor.person_of(self.request), today=timezone.localdate())

    @cached_property
    def journey(self) -> Journey:
        answers = self.known.put_back(self.draft.answers)
        notes = {name: note_of(entry) for name, entry in self.known.origins(answers).items()}
        return Journey(self.blueprint, answers, today=self.known.today, notes=notes)

    def shown_journey(self, step: Step) -> Journey:
        """The journey as the page of ``step`` shows it: with what is known where it was not asked yet."""
        filled = self.known.filled_in(step, self.journey.answers)
        return (
            self.journey if filled == self.journey.answers else Journey(self.blueprint, filled, today=self.known.today)
        )

    def answered(self, journey: Journey) -> "Visit":
        """The same visit once a step was answered, and ``journey`` is the way from now on."""
        visit = Visit(self.request, self.draft, self.in_force)
        visit.journey = journey
        return visit

    def offers(self, questions: Sequence[Question]) -> dict[str, Offer]:
        """What she answered before and may take over."""
        party = visitor.party_of(self.request)
        return offers(party, self.service, questions, today=self.known.today) if party else {}

    @property
    def is_proven(self) -> bool:
        """Whether the level that the application needs is proven."""
        return may_send(trust_of(self.request), self.in_force)

    def must_prove(self, step: Step | None) -> bool:
        """Whether the level must be proven before the page of ``step``; None is the check page."""
        # At the counter the clerk sees who stands before her; it is sent by the citizen herself, later.
        needed = not self.is_proven and not visitor.at_counter(self.request)
        return needed and (step is None or self.blueprint.needs_proof_at(step))

    @property
    def open_step(self) -> Step | None:
        """The first step with something left to do; None if all is ready to be sent."""
        steps = self.journey.steps
        return next((step for step in steps if self.journey.faults(step) or step.id in self.draft.to_review), None)

    def reaches(self, step: Step) -> bool:
        """Whether all steps before ``step`` are done."""
        steps = self.journey.steps
        return self.open_step is None or steps.index(step) <= steps.index(self.open_step)

    def to_proof(self, step: Step | None) -> HttpResponse:
        """To the page where the level is proven, and from there back to ``step``; None is the check page."""
        place = f"?weiter={step.id}" if step else ""
        return HttpResponseRedirect(reverse("applications:prove", args=[self.slug]) + place)

    def onward(self) -> HttpResponse:
        """To the first step with something left to do, or to the check page."""
        step = self.open_step
        return to_step(self.slug, step) if step else redirect("applications:check", self.slug)


def to_step(slug: str, step: Step) -> HttpResponse:
    """To the page of one step."""
    return redirect("applications:step", slug, step.id)


def visited(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Gives ``view`` its Visit; who has no open draft is told why, and led to where she can go on."""

    @wraps(view)
    def found(request: HttpRequest, slug: str, **place: Any) -> HttpResponse:
        definition = definition_for(slug)
        if definition is None:
            return closed(request, slug)
        if refusal := out_of_place(request, slug):
            return refusal
        draft = visitor.draft_of(request, definition)
        if draft is None:
            return without_draft(request, definition, **place)
        return view(request, Visit(request, draft, definition), **place)

    return found


def closed(request: HttpRequest, slug: str) -> HttpResponse:
    """The service takes no applications now: what else she can do. 404 if it never did."""
    service = get_object_or_404(Service.objects.filter(pk__in=Definition.objects.values("service")), slug=slug)
    return render(request, "applications/closed.html", {"service": service, "section": "services"}, status=410)
