"""Counts for the tabs of a list: all in one query, and none further than anybody cares to know."""

from collections.abc import Mapping
from typing import Any

from django.db.models import IntegerField, QuerySet, Subquery

MOST_COUNTED = 100


class _Counted(Subquery):
    """How many rows a limited query has: it stops at the limit, however many there are."""

    template = "(SELECT COUNT(*) FROM (%(subquery)s) AS counted)"
    output_field = IntegerField()


def capped_counts(lists: Mapping[str, QuerySet[Any]], beside: QuerySet[Any]) -> dict[str, str]:
    """``{"neu": "9", "amt": "99+", …}`` for ``lists``; ``beside`` is a query of one row, asked along."""
    numbers = [_Counted(rows.order_by().values("pk")[:MOST_COUNTED]) for rows in lists.values()]
    row = beside.values_list(*numbers).get()
    return {name: _capped(number) for name, number in zip(lists, row, strict=True)}


def _capped(count: int) -> str:
    return f"{MOST_COUNTED - 1}+" if count >= MOST_COUNTED else str(count)
