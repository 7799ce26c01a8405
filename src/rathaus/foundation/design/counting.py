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
    row = beside.values_list(*(number_of(rows.order_by()) for rows in lists.values())).get()
    return {name: capped(number) for name, number in zip(lists, row, strict=True)}


def number_of(rows: QuerySet[Any]) -> Subquery:
    """How many ``rows`` there are, none further than ``MOST_COUNTED``; asked along with something else.

    In their order, if they have one: a database that may take any looks for them through the whole table.
    """
    return _Counted(rows.values("pk")[:MOST_COUNTED])


def capped(count: int) -> str:
    """``9``, or ``99+``."""
    return f"{MOST_COUNTED - 1}+" if count >= MOST_COUNTED else str(count)
