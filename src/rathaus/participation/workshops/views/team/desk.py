"""The team's list of workshops, and the page of one with all its people."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from rathaus.foundation.accounts.audience import SignedIn, audience
from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.paging import page_of
from rathaus.foundation.documents.responses import hand_over
from rathaus.lib.text import whole_number
from rathaus.participation.ideas.team import TEAM
from rathaus.participation.workshops import actions, papers
from rathaus.participation.workshops.figures import lines_of
from rathaus.participation.workshops.forms.desk import NewForm, SeriesForm
from rathaus.participation.workshops.models import Registration, Series, State, Workshop
from rathaus.participation.workshops.story import story_of
from rathaus.participation.workshops.tables import TooFewSeats
from rathaus.participation.workshops.views.finding import workshop_of
from rathaus.participation.workshops.views.team.panels import show_form

PAGE_SIZE = 100


@audience(TEAM)
@require_safe
def overview(request: SignedIn) -> HttpResponse:
    """All series with their workshops."""
    series = Series.objects.prefetch_related(Prefetch("workshops", Workshop.objects.order_by("number")))
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
    people = workshop.registrations.select_related("key", "first_wish", "second_wish").prefetch_related(
        "placements__table"
    )
    context = {
        "section": "workshops",
        "workshop": workshop,
        "lines": lines_of(workshop),
        "tables": workshop.tables.all(),
        "story": story_of(workshop),
        "page": page_of(people.filter(pk__gt=after).order_by("pk"), PAGE_SIZE, key="pk"),
        "states": State,
    }
    record("workshop.viewed", f"workshop:{slug}", by=request.user)
    return render(request, "workshops/desk/workshop.html", context)


@audience(TEAM)
@require_POST
def open_registration(request: SignedIn, slug: str) -> HttpResponse:
    """From now on people can register."""
    workshop = workshop_of(slug)
    try:
        actions.open_registration(workshop, by=request.user)
        messages.success(request, _("Die Anmeldung ist offen."))
    except actions.NotOpen:
        messages.error(request, _("Die Anmeldung lässt sich nicht öffnen: Der Anmeldeschluss ist vorbei."))
    return redirect(workshop.team_url)


@audience(TEAM)
@require_POST
def held(request: SignedIn, slug: str) -> HttpResponse:
    """It took place."""
    workshop = workshop_of(slug)
    try:
        actions.mark_held(workshop, by=request.user)
    except actions.NotOpen:
        messages.error(request, _("Ein abgesagter Workshop hat nicht stattgefunden."))
    return redirect(workshop.team_url)


@audience(TEAM)
@require_POST
def allocate(request: SignedIn, slug: str) -> HttpResponse:
    """Two tables for everyone who has a seat, or on the day for everyone who came."""
    workshop = workshop_of(slug)
    try:
        count = actions.allocate_tables(workshop, only_present="anwesend" in request.POST, by=request.user)
        said = ngettext("%(n)s Person hat ihre Tische.", "%(n)s Personen haben ihre Tische.", count) % {"n": count}
        messages.success(request, said)
    except TooFewSeats:
        messages.error(request, _("Die Tische haben zu wenige Plätze. Es braucht mindestens zwei Tische."))
    return redirect(workshop.team_url)


@audience(TEAM)
def check_in(request: SignedIn, slug: str) -> HttpResponse:
    """The list at the door: everyone who has a seat, to be ticked."""
    workshop = workshop_of(slug)
    if request.method == "POST":
        count = actions.check_in(workshop, request.POST.getlist("da"), by=request.user)
        said = ngettext("%(n)s Person ist da.", "%(n)s Personen sind da.", count) % {"n": count}
        messages.success(request, said)
        return redirect("workshop_check_in", slug)
    seated = workshop.registrations.seated().select_related("key").prefetch_related("placements__table")
    people = sorted(seated, key=lambda registration: registration.who["name"].casefold())
    context = {"section": "workshops", "workshop": workshop, "people": people}
    return render(request, "workshops/desk/check_in.html", context)


@audience(TEAM)
@require_POST
def give_back(request: SignedIn, slug: str, number: str) -> HttpResponse:
    """Somebody called who can't come."""
    workshop = workshop_of(slug)
    registration = Registration.objects.visible_to(request.user).filter(workshop=workshop, number=number).first()
    if registration:
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
