"""What the house holds about a person (articles 15, 17 and 20 GDPR): each module says so here, in its ``apps.py``.

From this come the page of her data, the ZIP she takes along, and the end of her account. A test walks all relations to
``Person`` and fails where no module says that it holds them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db.models import F, Func, IntegerField, QuerySet, Subquery

from rathaus.foundation.accounts.models import Person

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


# As a plain function: an aggregate would group, and give no row where there is nothing.
_COUNT = Func(F("pk"), function="COUNT", output_field=IntegerField())


@dataclass(frozen=True)
class Paper:
    """A file that belongs to a record; ``read`` gives its plain content when its turn comes."""

    name: str
    read: Callable[[], bytes]


@dataclass(frozen=True)
class Record:
    """One matter: ``facts`` by their German names (texts, numbers, truth values, dates, lists and dicts of such)."""

    title: str
    facts: dict[str, Any]
    papers: tuple[Paper, ...] = ()
    link: str = ""
    """Where she sees or changes it; empty where there is no such page."""


def _nothing(person: Person) -> None:
    """Most relations take care of themselves when a person is deleted."""


def _no_obstacle(person: Person) -> str:
    return ""


@dataclass(frozen=True)
class Holding:
    """One kind of things a module holds about a person.

    ``rows`` are counted; ``read`` tells them record by record, so that any number fits into memory.
    ``forget`` does, within the transaction that ends her account, what the database's own rules do not.
    ``obstacle`` says in one sentence why she cannot leave yet; empty if she can.
    """

    name: str
    """A word for addresses and folders: ``vorgaenge``."""
    label: "StrOrPromise"
    about: "StrOrPromise"
    """What it is and what it is for, in a sentence."""
    rows: Callable[[Person], tuple[QuerySet[Any], ...]]
    read: Callable[[Person], Iterator[Record]]
    relations: frozenset[str]
    """The relations to ``Person`` it covers, as ``cases.Case.person``."""
    link: str = ""
    """The page where she sees or corrects them."""
    afterwards: "StrOrPromise" = ""
    """What becomes of it when she deletes her account."""
    forget: Callable[[Person], None] = field(default=_nothing)
    obstacle: Callable[[Person], str] = field(default=_no_obstacle)

    def count(self, person: Person) -> int:
        """How many rows there are."""
        return sum(rows.count() for rows in self.rows(person))


_holdings: dict[str, Holding] = {}


def register(*holdings: Holding) -> None:
    """Let these be disclosed from now on."""
    _holdings.update({holding.name: holding for holding in holdings})


def holdings() -> list[Holding]:
    """All of them, in the order they registered: from the ground floor up."""
    return list(_holdings.values())


def counted(person: Person) -> list[tuple[Holding, int]]:
    """All of them with their ``count``, by one query."""
    parts = {
        f"{holding.name}_{place}": Subquery(rows.order_by().annotate(n=_COUNT).values("n"))
        for holding in holdings()
        for place, rows in enumerate(holding.rows(person))
    }
    rows: Any = Person.objects.filter(pk=person.pk).values(**parts)
    found = rows.first() or {}
    return [
        (holding, sum(count for name, count in found.items() if name.rpartition("_")[0] == holding.name))
        for holding in holdings()
    ]
