"""Where a visitor stands in an application: found anew for each page, from her session or account."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property, wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone

from rathaus.portal.applications import visitor
from rathaus.portal.applications.blueprints.blueprint import Blueprint, Step
from rathaus.portal.applications.journey import Journey
from rathaus.portal.applications.models import Definition, Draft
from rathaus.portal.applications.views.lost import without_draft
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
    def journey(self) -> Journey:
        return Journey(self.blueprint, self.draft.answers, today=timezone.localdate())

    @property
    def open_step(self) -> Step | None:
        """The first step with something left to do; None if all is ready to be sent."""
        steps = self.journey.steps
        return next((step for step in steps if self.journey.faults(step) or step.id in self.draft.to_review), None)

    def reaches(self, step: Step) -> bool:
        """Whether all steps before ``step`` are done."""
        steps = self.journey.steps
        return self.open_step is None or steps.index(step) <= steps.index(self.open_step)

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
        definition = Definition.objects.in_force(slug)
        if definition is None:
            return closed(request, slug)
        draft = visitor.draft_of(request, slug)
        if draft is None:
            return without_draft(request, definition, **place)
        return view(request, Visit(request, draft, definition), **place)

    return found


def closed(request: HttpRequest, slug: str) -> HttpResponse:
    """The service takes no applications now: what else she can do. 404 if it never did."""
    service = get_object_or_404(Service.objects.filter(pk__in=Definition.objects.values("service")), slug=slug)
    return render(request, "applications/closed.html", {"service": service, "section": "services"}, status=410)
