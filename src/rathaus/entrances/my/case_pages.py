"""Her cases on pages, wherever a tab lists them."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from rathaus.foundation.design.paging import Page, behind, page_of
from rathaus.lib.references import read_reference
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.models.case import CaseQuerySet

PER_PAGE = 20


def page_of_cases(mine: CaseQuerySet, request: HttpRequest) -> Page[Case]:
    """The newest first; ``?nach=<reference>`` goes on after that one, and is 404 for a case that is not hers."""
    rows = mine.order_by("-opened_at", "-id")
    if after := request.GET.get("nach"):
        last = get_object_or_404(mine, reference=read_reference(after) or "")
        rows = rows.filter(behind("-opened_at", last.opened_at, last.pk))
    return page_of(rows, PER_PAGE, key="reference")
