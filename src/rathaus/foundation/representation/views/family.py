"""Children, organisations, and whom she brings in beside her."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.audience import CITIZEN, SignedIn, audience
from rathaus.foundation.accounts.models import Person, ProfileFact
from rathaus.foundation.representation.actions.families import add_child, invite_parent
from rathaus.foundation.representation.actions.mandates import Full
from rathaus.foundation.representation.actions.organisations import found, invite_member, known_of
from rathaus.foundation.representation.forms import ChildForm, MemberForm, OrganisationForm, ParentForm
from rathaus.foundation.representation.models import Mandate
from rathaus.foundation.representation.rules import may_give
from rathaus.foundation.representation.views.mandates import form_page, mandate_of


@audience(CITIZEN)
def child(request: SignedIn, *, frame: str) -> HttpResponse:
    """A child of hers."""
    form = ChildForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_child(form.cleaned_data["name"], form.cleaned_data["born_on"], by=request.user)
            return redirect("representation:overview")
        except Full:
            form.add_error(None, _("So viele Kinder können wir nicht aufnehmen. Bitte rufen Sie uns an."))
    text = _(
        "Sie erklären, dass Sie sorgeberechtigt sind. Wir merken uns, dass die Angabe von Ihnen stammt; wo es nötig "
        "ist, fragt das Amt nach einem Nachweis. Am 18. Geburtstag endet die Vertretung von selbst."
    )
    return form_page(request, form, frame, _("Kind hinzufügen"), _("Kind hinzufügen"), text)


@audience(CITIZEN)
def organisation(request: SignedIn, *, frame: str) -> HttpResponse:
    """A club or a company."""
    known = known_of(request.user).get(ProfileFact.Name.ORGANISATION)
    form = OrganisationForm(request.POST or None, initial={"name": known.value if known else ""})
    if request.method == "POST" and form.is_valid():
        try:
            found(form.cleaned_data["name"], by=request.user)
            return redirect("representation:overview")
        except Full:
            form.add_error(None, _("So viele Organisationen können wir nicht aufnehmen. Bitte rufen Sie uns an."))
    text = (
        _("Sie verwalten die Organisation und laden andere ein. Den Namen hat Mein Unternehmenskonto bestätigt.")
        if known
        else _("Sie verwalten die Organisation und laden andere ein. Der Name ist Ihre eigene Angabe.")
    )
    return form_page(request, form, frame, _("Organisation hinzufügen"), _("Organisation hinzufügen"), text)


@audience(CITIZEN)
def invite(request: SignedIn, mandate_id: UUID, *, frame: str) -> HttpResponse:
    """The other parent, or a new member; by way of her own mandate."""
    mandate = mandate_of(request, mandate_id)
    leads = mandate.agent_id == request.user.pk and mandate.ended_at is None
    if not leads or mandate.kind == Mandate.Kind.MANDATE or not may_give(request.user, mandate.principal):
        raise Http404
    is_parent = mandate.kind == Mandate.Kind.PARENT
    form = (ParentForm if is_parent else MemberForm)(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            return redirect("representation:mandate", _invited(mandate, form.cleaned_data, by=request.user).pk)
        except Full:
            form.add_error(None, _("Das sind sehr viele Einladungen. Bitte beenden Sie zuerst eine davon."))
        except PermissionDenied as denied:
            raise Http404 from denied
    title = _("Anderen Elternteil einladen") if is_parent else _("Mitglied einladen")
    return form_page(request, form, frame, title, _("Weiter zum Code"))


def _invited(mandate: Mandate, typed: dict[str, str], *, by: Person) -> Mandate:
    if mandate.kind == Mandate.Kind.PARENT:
        return invite_parent(mandate.principal, typed["label"], by=by)
    return invite_member(mandate.principal, typed["role"], typed["label"], by=by)
