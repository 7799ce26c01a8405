"""Lists page by key: a page begins behind the last row of the one before, so page 1,000 costs what page 1 costs."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True)
class Page(Generic[Row]):
    """``rows`` to show; ``next`` is the key behind which the next page begins, empty on the last page."""

    rows: list[Row]
    next: str


def page_of(rows: QuerySet[Row] | list[Row], size: int, *, key: str) -> Page[Row]:
    """The first ``size`` of ``rows``, each known by its field ``key``; a list must hold one more, if there is one."""
    found = list(rows[: size + 1])
    return Page(found[:size], str(getattr(found[size - 1], key)) if len(found) > size else "")


def behind(column: str, value: Any, pk: Any) -> Q:
    """What follows a row with these values, where rows are ordered by ``column``, then by primary key.

    ``-opened_at`` means as it does in ``order_by``; the primary key then counts down, too.
    """
    name, comparison = column.removeprefix("-"), "lt" if column.startswith("-") else "gt"
    return Q(**{f"{name}__{comparison}": value}) | Q(**{name: value, f"pk__{comparison}": pk})
