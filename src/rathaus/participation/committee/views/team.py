"""The team's pages: the committee and its seats, the dossiers."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from rathaus.foundation.accounts.audience import SignedIn, audience
from rathaus.foundation.design.paging import page_of
from rathaus.lib.text import whole_number
from rathaus.participation.committee import actions
from rathaus.participation.committee.content import rulebook
from rathaus.participation.committee.dossier import dossier_of
from rathaus.participation.committee.forms.team import (
    AssignForm,
    CheckForm,
    EndForm,
    MeetingForm,
    MemberForm,
    NominateForm,
)
from rathaus.participation.committee.models import Assignment, Committee, Meeting, Member, Nomination
from rathaus.participation.committee.views.acting import fill_in, posted, press
from rathaus.participation.ideas.team import TEAM

HOME = "/arbeitsplatz/lenkungskreis/"
DOSSIERS = f"{HOME}dossiers/"
PER_PAGE = 50


@audience(TEAM)
@require_safe
def overview(request: SignedIn) -> HttpResponse:
    """Seats and meetings."""
    committee = Committee.objects.filter(slug=rulebook().slug).first()
    meetings = Meeting.objects.filter(committee=committee).order_by("-number")
    if behind := whole_number(request.GET.get("nach", "")):
        meetings = meetings.filter(number__lt=behind)
    members = (
        committee.members.in_office(timezone.localdate()).select_related("person", "deputy_of") if committee else ()
    )
    page = page_of(meetings.select_related("minutes", "committee"), PER_PAGE, key="number")
    context = {"committee": committee, "members": members, "page": page, "section": "committee"}
    return render(request, "committee/team/overview.html", context)


@audience(TEAM)
@require_POST
def found(request: SignedIn) -> HttpResponse:
    """Make the committee."""
    return press(request, lambda: actions.found_committee(by=request.user), back=HOME)


@audience(TEAM)
def appoint(request: SignedIn) -> HttpResponse:
    """A new seat."""
    committee = get_object_or_404(Committee, slug=rulebook().slug)
    form = MemberForm(posted(request), committee=committee)
    return fill_in(
        request,
        form,
        lambda typed: actions.appoint(committee, by=request.user, **typed),
        title=_("Mitglied aufnehmen"),
        back=HOME,
    )


@audience(TEAM)
def end_term(request: SignedIn, pk: int) -> HttpResponse:
    """A term ends."""
    member = get_object_or_404(Member, pk=pk)
    form = EndForm(posted(request), initial={"until": timezone.localdate()})
    title = _("Amtszeit beenden: %(title)s") % {"title": member.title}
    return fill_in(
        request, form, lambda typed: actions.end_term(member, typed["until"], by=request.user), title=title, back=HOME
    )


@audience(TEAM)
def plan(request: SignedIn) -> HttpResponse:
    """A new meeting."""
    committee = get_object_or_404(Committee, slug=rulebook().slug)
    form = MeetingForm(posted(request))
    return fill_in(
        request,
        form,
        lambda typed: actions.plan_meeting(committee, by=request.user, **typed),
        title=_("Sitzung planen"),
        back=HOME,
    )


@audience(TEAM)
def dossiers(request: SignedIn) -> HttpResponse:
    """All nominations with their progress, and one form that asks many to score many."""
    nominations = Nomination.objects.order_by("-pk")
    if behind := whole_number(request.GET.get("nach", "")):
        nominations = nominations.filter(pk__lt=behind)
    page = page_of(nominations.select_related("idea", "check_done").prefetch_related("assignments"), PER_PAGE, key="pk")
    shown = Nomination.objects.filter(pk__in=[row.pk for row in page.rows]).select_related("idea")
    form = AssignForm(posted(request), nominations=shown)
    return fill_in(
        request,
        form,
        lambda typed: actions.assign_evaluators(typed["nominations"], typed["people"], by=request.user),
        title=_("Dossiers"),
        back=DOSSIERS,
        template="committee/team/dossiers.html",
        done=_("Die Bewertungen sind verteilt."),
        page=page,
        open_count=Assignment.objects.unfinished().count(),
    )


@audience(TEAM)
def nominate(request: SignedIn) -> HttpResponse:
    """An idea goes before the committee."""
    form = NominateForm(posted(request), initial={"number": request.GET.get("idee", "")})
    return fill_in(
        request,
        form,
        lambda typed: actions.nominate(typed.pop("number"), by=request.user, **typed),
        title=_("Idee vorschlagen"),
        back=DOSSIERS,
    )


@audience(TEAM)
@require_safe
def dossier(request: SignedIn, pk: int) -> HttpResponse:
    """One dossier with the remarks of its evaluators."""
    nomination = get_object_or_404(Nomination.objects.select_related("idea"), pk=pk)
    assignments = nomination.assignments.select_related("person").prefetch_related("scores")
    context = {"dossier": dossier_of(nomination.idea), "assignments": assignments, "section": "committee"}
    return render(request, "committee/team/dossier.html", context)


@audience(TEAM)
def check(request: SignedIn, pk: int) -> HttpResponse:
    """The feasibility check."""
    nomination = get_object_or_404(Nomination.objects.select_related("idea", "check_done"), pk=pk)
    form = CheckForm(posted(request), instance=getattr(nomination, "check_done", None))
    title = _("Machbarkeit von Idee %(number)s") % {"number": nomination.idea.number}
    return fill_in(
        request,
        form,
        lambda typed: actions.record_check(nomination, by=request.user, **typed),
        title=title,
        back=nomination.team_url,
        about=nomination.idea.title,
    )
