"""The list of her cases."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from rathaus.entrances.my.frame import frame
from rathaus.foundation.accounts.audience import CITIZEN, SignedIn, audience
from rathaus.foundation.design.paging import behind, page_of
from rathaus.foundation.representation.session import party_of
from rathaus.lib.references import read_reference
from rathaus.portal.cases.models import Case

PER_PAGE = 20


@audience(CITIZEN)
@require_safe
def listing(request: SignedIn) -> HttpResponse:
    """``/mein/vorgaenge/``, the newest first; ``?nach=<reference>`` goes on after that case."""
    me = party_of(request)
    mine = Case.objects.visible_to(me).select_related("service")
    rows = mine.order_by("-opened_at", "-id")
    if after := request.GET.get("nach"):
        last = get_object_or_404(mine, reference=read_reference(after) or "")
        rows = rows.filter(behind("-opened_at", last.opened_at, last.pk))
    page = page_of(rows, PER_PAGE, key="reference")
    return render(request, "my/cases.html", frame(me, "cases") | {"page": page, "party": me})
