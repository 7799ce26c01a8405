"""Pages on which roles are given and taken."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from rathaus.foundation.accounts.audience import ADMINISTRATOR, SignedIn, audience
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.design.paging import page_of
from rathaus.foundation.offices.actions import staff as actions
from rathaus.foundation.offices.forms import ADMINISTRATOR as ADMINISTRATOR_ROLE
from rathaus.foundation.offices.forms import EDITOR, AppointForm
from rathaus.foundation.offices.models import Membership, Office
from rathaus.lib.text import whole_number

ROWS = 50


@audience(ADMINISTRATOR)
@require_http_methods(["GET", "HEAD", "POST"])
def staff(request: SignedIn) -> HttpResponse:
    form = AppointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        _give(form, by=request.user)
        messages.success(request, _("Die Rolle gilt ab sofort."))
        return redirect("staff")
    return render(request, "offices/staff.html", {"form": form, "section": "staff", **_lists(request)})


@audience(ADMINISTRATOR)
@require_POST
def dismiss(request: SignedIn, membership: int) -> HttpResponse:
    found = get_object_or_404(Membership.objects.select_related("office"), pk=membership)
    actions.dismiss(found, by=request.user)
    messages.success(request, _("Die Rolle ist beendet."))
    return redirect("staff")


@audience(ADMINISTRATOR)
@require_POST
def withdraw(request: SignedIn, person: int, role: str) -> HttpResponse:
    found = get_object_or_404(Person, pk=person)
    keeps = {"is_editor": found.is_editor, "is_administrator": found.is_administrator, f"is_{role}": False}
    try:
        actions.entrust(found, by=request.user, **keeps)
    except actions.LastAdministrator:
        messages.error(
            request, _("Das ist die letzte Person, die Rollen vergeben kann. Geben Sie die Rolle zuerst weiter.")
        )
    else:
        messages.success(request, _("Die Rolle ist beendet."))
    return redirect("staff")


def _give(form: AppointForm, *, by: Person) -> None:
    person, role = form.cleaned_data["email"], form.cleaned_data["role"]
    if role in Membership.Role.values:
        actions.appoint(person, form.cleaned_data["office"], role, by=by)
        return
    actions.entrust(
        person,
        is_editor=person.is_editor or role == EDITOR,
        is_administrator=person.is_administrator or role == ADMINISTRATOR_ROLE,
        by=by,
    )


def _lists(request: SignedIn) -> dict[str, object]:
    memberships = Membership.objects.select_related("person", "office").order_by("pk")
    if (office := request.GET.get("dienststelle", "")) in set(_office_slugs()):
        memberships = memberships.filter(office__slug=office)
    after = whole_number(request.GET.get("nach", "")) or 0
    return {
        "page": page_of(memberships.filter(pk__gt=after), ROWS, key="pk"),
        "entrusted": Person.objects.exclude(is_editor=False, is_administrator=False).order_by("name")[:ROWS],
    }


def _office_slugs() -> list[str]:
    return list(Office.objects.filter(source="city").values_list("slug", flat=True))
