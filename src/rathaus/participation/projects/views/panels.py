"""How every form about a project works: shown, checked, done; and what happens when the project has ended meanwhile."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.audience import SignedIn
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.documents.refusals import Unavailable
from rathaus.participation.projects.actions import Closed
from rathaus.participation.projects.models import Project
from rathaus.participation.projects.rules import may_manage, may_report

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True)
class Panel:
    """A form with its page: who may, what it does with project and form, what is said afterwards."""

    title: "StrOrPromise"
    button: "StrOrPromise"
    done: "StrOrPromise"
    form: type[forms.Form]
    act: Callable[[Project, Any], Any]
    may: Callable[[Person, Project], bool] = may_report
    hint: "StrOrPromise" = ""


def team_only(person: Person, project: Project) -> bool:
    """For panels that the owning office has not got; the project's own state is the action's to judge."""
    return may_manage(person)


def at_desk(request: SignedIn, slug: str) -> Project:
    """The project if she can work on it; raises Http404."""
    return get_object_or_404(Project.objects.visible_at_desk(request.user).select_related("office"), slug=slug)


def run(
    request: SignedIn, project: Project, panel: Panel, *, initial: dict[str, Any] | None = None, about: str = ""
) -> HttpResponse:
    """The panel's page; on POST its action. What was typed is kept, whatever comes between."""
    if not panel.may(request.user, project):
        messages.warning(request, _("Das geht bei diesem Projekt nicht."))
        return redirect(project.desk_url)
    form = panel.form(request.POST, request.FILES) if request.method == "POST" else panel.form(initial=initial)
    if form.is_bound and form.is_valid():
        try:
            panel.act(project, form)
        except Closed:
            form.add_error(None, _("Das Projekt ist inzwischen beendet. Es wurde nichts geändert."))
        except Unavailable as refusal:
            form.add_error(None, refusal.message)
        else:
            messages.success(request, panel.done)
            return redirect(project.desk_url)
    content = {"project": project, "panel": panel, "form": form, "about": about, "section": "projects"}
    return render(request, "projects/desk/panel.html", content, status=422 if form.errors else 200)
