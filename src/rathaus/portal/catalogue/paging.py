"""Pages of what has a slug: the address of a page names the slug it begins behind."""

from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from rathaus.foundation.design.paging import Page, behind, page_of
from rathaus.lib.text import clean


@dataclass(frozen=True)
class SlugPage(Page[Any]):
    """``first``: nothing comes before it."""

    first: bool


def page_behind(slug: str, things: QuerySet[Any], by: str, size: int) -> SlugPage:
    """``size`` things in the order of the field ``by``, behind the one of this slug (from the start if unknown)."""
    last = things.model.objects.filter(slug=clean(slug)).first() if slug else None
    rows = things.filter(behind(by, getattr(last, by), last.pk)) if last else things
    page = page_of(rows.order_by(by, "pk"), size, key="slug")
    return SlugPage(page.rows, page.next, last is None)
