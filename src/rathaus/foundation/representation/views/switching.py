"""For whom she acts now."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rathaus.foundation.accounts.audience import CITIZEN, SignedIn, audience
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.representation.models import Mandate
from rathaus.foundation.representation.session import Ended, act_for, act_for_oneself
from rathaus.lib.text import whole_number

MOST_SHOWN = 100


@audience(CITIZEN)
def switch(request: SignedIn, *, frame: str) -> HttpResponse:
    """The people and organisations she may act for; POST ``for`` begins."""
    if request.method != "POST":
        content = {"frame": frame, "tab": "representation", "principals": _principals(request.user)}
        return render(request, "representation/switch.html", content)
    principal = Person.objects.filter(pk=whole_number(request.POST.get("for", "")) or 0).first()
    try:
        if principal is None:
            raise Ended
        act_for(request, principal)
    except Ended:
        messages.error(request, _("Dafür haben Sie keine Vollmacht, oder sie gilt nicht mehr."))
        return redirect("representation:switch")
    return redirect("/mein/")


@audience(CITIZEN)
@require_POST
def back(request: SignedIn, *, frame: str) -> HttpResponse:
    """She acts for herself again."""
    act_for_oneself(request)
    messages.success(request, _("Sie handeln wieder für sich selbst."))
    return redirect("/mein/")


def _principals(person: Person) -> dict[Person, list[Mandate]]:
    """Each with the mandates that count."""
    found: dict[Person, list[Mandate]] = {}
    running = Mandate.objects.running().filter(agent=person).select_related("principal").order_by("principal__name")
    for mandate in running[:MOST_SHOWN]:
        found.setdefault(mandate.principal, []).append(mandate)
    return found
