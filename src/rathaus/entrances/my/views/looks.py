"""Who in the administration looked at her cases."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from rathaus.entrances.my.case_pages import page_of_cases
from rathaus.entrances.my.frame import frame
from rathaus.foundation.accounts.audience import CITIZEN, SignedIn, audience
from rathaus.foundation.design.paging import page_of
from rathaus.lib.text import whole_number
from rathaus.portal.cases.looks import entries_about, looks
from rathaus.portal.cases.models import Case

PER_PAGE = 50


@audience(CITIZEN)
@require_safe
def listing(request: SignedIn) -> HttpResponse:
    """``/mein/daten/einsicht/``: her cases, the newest first; ``?nach=<reference>`` goes on after that one."""
    me = request.user
    mine = Case.objects.visible_to(me).select_related("service", "office")
    content = {"page": page_of_cases(mine, request)}
    return render(request, "my/data_looks.html", frame(me, "data") | content)


@audience(CITIZEN)
@require_safe
def of_case(request: SignedIn, reference: str) -> HttpResponse:
    """Everyone who looked at one case or worked on it, the newest first; ``?nach=<number>`` goes on."""
    me = request.user
    case = get_object_or_404(Case.objects.visible_to(me).select_related("service"), reference=reference)
    entries = entries_about(case, me)
    if (after := whole_number(request.GET.get("nach", ""))) is not None:
        entries = entries.filter(number__lt=after)
    page = page_of(entries, PER_PAGE, key="number")
    content = {"case": case, "page": page, "looks": looks(page.rows)}
    return render(request, "my/data_looks_case.html", frame(me, "data") | content)
