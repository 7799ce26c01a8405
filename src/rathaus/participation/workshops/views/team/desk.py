"""The team's list of workshops, and the page of one with all its people."""

from django.contrib import messages
from django.db.models import Prefetch
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from rathaus.foundation.accounts.audience import SignedIn, audience
from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.paging import page_of
from rathaus.foundation.documents.responses import hand_over
from rathaus.lib.text import whole_number
from rathaus.participation.ideas.team import TEAM
from rathaus.participation.workshops import actions, papers
from rathaus.participation.workshops.figures import lines_of
from rathaus.participation.workshops.forms.desk import NewForm, SeriesForm
from rathaus.participation.workshops.letters import threads_of, with_waiting
from rathaus.participation.workshops.models import Placement, Registration, Series, State
from rathaus.participation.workshops.story import story_of
from rathaus.participation.workshops.views.finding import workshop_of
from rathaus.participation.workshops.views.team.panels import show_form

PAGE_SIZE = 100
_SEATED_AT = Prefetch("placements", Placement.objects.select_related("table"))


@audience(TEAM)
@require_safe
def overview(request: SignedIn) -> HttpResponse:
    """All series with their workshops."""
    series = Series.objects.prefetch_related(Prefetch("workshops", with_waiting().order_by("number")))
    return render(request, "workshops/desk/overview.html", {"section": "workshops", "series": series})


@audience(TEAM)
def new_series(request: SignedIn) -> HttpResponse:
    """A form, and after it the list."""
    form = SeriesForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return show_form(request, form, _("Neue Reihe"), _("Anlegen"))
    actions.create_series(**form.cleaned_data, by=request.user)
    messages.success(request, _("Die Reihe ist angelegt."))
    return redirect("workshops_desk")


@audience(TEAM)
def new(request: SignedIn) -> HttpResponse:
    """A form, and after it the workshop's page."""
    form = NewForm(request.POST if request.method == "POST" else None)
    if not form.is_bound or not form.is_valid():
        return show_form(request, form, _("Neuer Workshop"), _("Anlegen"))
    workshop = actions.create_workshop(**form.cleaned_data, by=request.user)
    messages.success(request, _("Der Workshop ist angelegt. Noch kann sich niemand anmelden."))
    return redirect(workshop.team_url)


@audience(TEAM)
@require_safe
def show(request: SignedIn, slug: str) -> HttpResponse:
    """Everything about a workshop, and a page of those who registered; that she looked is recorded."""
    workshop = workshop_of(slug)
    after = whole_number(request.GET.get("nach", "")) or 0
    people = workshop.registrations.select_related("key").prefetch_related(_SEATED_AT)
    context = {
        "section": "workshops",
        "workshop": workshop,
        "lines": lines_of(workshop),
        "tables": workshop.tables.all(),
        "story": story_of(workshop),
        "page": page_of(people.filter(pk__gt=after).order_by("pk"), PAGE_SIZE, key="pk"),
        "waiting": threads_of(workshop).unanswered().count(),
        "states": State,
    }
    record("workshop.viewed", f"workshop:{slug}", by=request.user)
    return render(request, "workshops/desk/workshop.html", context)


@audience(TEAM)
def check_in(request: SignedIn, slug: str) -> HttpResponse:
    """The list at the door: everyone who has a seat, to be ticked."""
    workshop = workshop_of(slug)
    if request.method == "POST":
        count = actions.check_in(workshop, request.POST.getlist("da"), by=request.user)
        said = ngettext("%(n)s Person ist da.", "%(n)s Personen sind da.", count) % {"n": count}
        messages.success(request, said)
        return redirect("workshop_check_in", slug)
    seated = workshop.registrations.seated().select_related("key").prefetch_related(_SEATED_AT)
    people = sorted(seated, key=lambda registration: registration.who["name"].casefold())
    context = {"section": "workshops", "workshop": workshop, "people": people}
    return render(request, "workshops/desk/check_in.html", context)


@audience(TEAM)
def give_back(request: SignedIn, slug: str, number: str) -> HttpResponse:
    """Somebody called who can't come; asked once more, for the seat goes to whoever is next."""
    workshop = workshop_of(slug)
    people = Registration.objects.visible_to(request.user).select_related("key")
    registration = get_object_or_404(people, workshop=workshop, number=number)
    form = Form(request.POST if request.method == "POST" else None)
    if not form.is_bound:
        hint = _("%(name)s verliert den Platz, und er geht an die nächste Person auf der Warteliste.")
        button = _("Platz zurückgeben")
        said = hint % {"name": registration.who["name"]}
        return show_form(request, form, button, button, hint=said, workshop=workshop)
    actions.give_back(registration, by=request.user)
    messages.success(request, _("Der Platz ist zurückgegeben."))
    return redirect(workshop.team_url)


@audience(TEAM)
@require_safe
def badges(request: SignedIn, slug: str) -> HttpResponse:
    """Name badges for everyone who has a seat; that they were made is recorded."""
    workshop = workshop_of(slug)
    record("workshop.badges", f"workshop:{slug}", by=request.user)
    return hand_over(papers.badges(workshop), f"Namensschilder {slug}.pdf")
