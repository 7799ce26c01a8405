"""Deleting the account."""

from allauth.account.decorators import reauthentication_required
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from rathaus.entrances.my.actions import leave, obstacles
from rathaus.entrances.my.forms import LeaveForm
from rathaus.entrances.my.frame import frame
from rathaus.foundation.accounts.audience import CITIZEN, SignedIn, audience
from rathaus.foundation.accounts.disclosure import counted
from rathaus.foundation.accounts.models import Person
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.retention import retention_of


@audience(CITIZEN)
@reauthentication_required
def show(request: SignedIn) -> HttpResponse:
    """``/mein/daten/loeschen/``: what goes, what stays and until when; a POST does it, at once and for good."""
    me = request.user
    form = LeaveForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _left(me):
        logout(request)
        messages.success(request, _("Ihr Konto ist gelöscht. Eine Bestätigung geht an Ihre E-Mail-Adresse."))
        return redirect("/")
    cases = Case.objects.visible_to(me).in_full().order_by("-opened_at")
    content = {
        "form": form,
        "obstacles": obstacles(me),
        "held": [(one, count) for one, count in counted(me) if count],
        "cases": [(case, retention_of(case)) for case in cases],
    }
    return render(request, "my/data_leave.html", frame(me, "data") | content, status=422 if form.errors else 200)


def _left(person: Person) -> bool:
    try:
        leave(person)
    except PermissionDenied:
        return False
    return True
