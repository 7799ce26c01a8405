"""The list of her cases."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from rathaus.entrances.my.case_pages import page_of_cases
from rathaus.entrances.my.frame import frame
from rathaus.foundation.accounts.audience import CITIZEN, SignedIn, audience
from rathaus.foundation.representation.session import party_of
from rathaus.portal.cases.models import Case


@audience(CITIZEN)
@require_safe
def listing(request: SignedIn) -> HttpResponse:
    """``/mein/vorgaenge/``, the newest first; ``?nach=<reference>`` goes on after that case."""
    me = party_of(request)
    mine = Case.objects.visible_to(me).select_related("service")
    page = page_of_cases(mine, request)
    return render(request, "my/cases.html", frame(me, "cases") | {"page": page, "party": me})
