"""What a visitor asks of the list: which ideas, in which order, from where on."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Case, F, Q, Value, When
from django.db.models.fields.tuple_lookups import TupleLessThan
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.design.paging import Page, page_of
from rathaus.lib.prepared import prepared
from rathaus.lib.text import clean, whole_number
from rathaus.participation.ideas.content import participation
from rathaus.participation.ideas.finding import Way, way_to
from rathaus.participation.ideas.models import Idea
from rathaus.participation.ideas.models.idea import IdeaQuerySet

PER_PAGE = 20
LONGEST = 200
FEW = 700
"""So many ideas of a district or state are sooner put in order than looked for in the order of all."""


@dataclass(frozen=True)
class Order:
    """``columns`` order the list; ``behind`` is what follows the idea with these values of them."""

    label: str | Promise
    columns: tuple[str, ...]
    behind: Callable[..., Q]
    only: Q = field(default_factory=Q)
    by_place: bool = True
    """Whether indexes keep the ideas of a district, and those of a state, in this order."""

    def at(self, places: Mapping[str, str], found: IdeaQuerySet) -> IdeaQuerySet:
        """Those of ``found`` with this district and this state."""
        if self.by_place or any(_has_few(column, slug) for column, slug in places.items()):
            return found.filter(**places)
        # Asked of each idea: SQLite would else take all of a state, a tenth of the ideas, and sort them.
        return found.filter(Case(When(**places, then=Value(True)), default=Value(False)))

    def values(self, number: int) -> tuple[Any, ...]:
        """Of the idea with this number, what ``behind`` asks; nothing where there is none."""
        columns = (column.removeprefix("-") for column in self.columns)
        return Idea.objects.filter(number=number).values_list(*columns).first() or ()


def _behind_supported(supports: int, number: int) -> Q:
    """By the first condition SQLite begins at the right place of its index; by the second, PostgreSQL."""
    return Q(supports__lte=supports) & Q(TupleLessThan((F("supports"), F("number")), (supports, number)))


def _has_few(column: str, slug: str) -> bool:
    return Idea.objects.public().filter(**{column: slug})[:FEW].count() < FEW


ORDERS = {
    "neueste": Order(_("neueste"), ("-number",), lambda number: Q(number__lt=number)),
    # An index by district and supports would have to be written with every vote.
    "beliebteste": Order(_("beliebteste"), ("-supports", "-number"), _behind_supported, by_place=False),
    "offene-antwort": Order(
        _("offene Antwort"),
        ("answer_due_on", "number"),
        # The first condition alone lets the database begin at the right place of its index.
        lambda due, number: Q(answer_due_on__gte=due) & (Q(answer_due_on__gt=due) | Q(number__gt=number)),
        only=Q(answered_at=None),
    ),
}
FIRST = next(iter(ORDERS))


@dataclass(frozen=True)
class Sieve:
    """Slugs as they stand in the address; what the city does not know is as if it had not been asked."""

    words: str
    field: str
    district: str
    state: str
    order: str
    after: int | None

    @property
    def is_open(self) -> bool:
        """Nothing was asked for."""
        return not (self.words or self.field or self.district or self.state or self.order != FIRST)

    def page(self) -> Page[Idea]:
        """The ideas to show, public ones only."""
        order = ORDERS[self.order]
        way, terms = way_to(self.words, self.field)
        shape = _Shape(self.order, way, len(terms))
        values = (*terms, *(order.values(self.after) if self.after is not None else ()))
        places = {name: slug for name, slug in (("district", self.district), ("state", self.state)) if slug}
        # How many ideas a place has decides how PostgreSQL looks for them, and a plan made for all places knows nothing
        # of that. How a term is looked for was decided here.
        rows = order.at(places, _listed(shape, *values)) if places else _first(shape, *values)
        return page_of(rows, PER_PAGE, key="number")

    def address(self, **changed: str) -> str:
        """The query of the list with this sieve, or another value for some of it."""
        now = {"q": self.words, "feld": self.field, "bezirk": self.district, "stand": self.state}
        asked = now | {"sort": "" if self.order == FIRST else self.order} | changed
        return urlencode({name: value for name, value in asked.items() if value})


@dataclass(frozen=True)
class _Shape:
    """A list but for the values asked for, the first of which are so many terms."""

    order: str
    way: Way
    terms: int


def _listed(shape: _Shape, *values: Any) -> IdeaQuerySet:
    """The list for these terms; all of it, or with the values of an idea what is behind it."""
    order, terms, last = ORDERS[shape.order], values[: shape.terms], values[shape.terms :]
    found = shape.way(terms).public().filter(order.only)
    if last:
        found = found.filter(order.behind(*last))
    return found.order_by(*order.columns).defer("answer", "context")


@prepared
def _first(shape: _Shape, *values: Any) -> IdeaQuerySet:
    """One page of it and one idea more."""
    return _listed(shape, *values)[: PER_PAGE + 1]


def sieve_of(query: QueryDict) -> Sieve:
    """What the address asks for."""
    city = participation()
    return Sieve(
        words=clean(query.get("q", ""))[:LONGEST],
        field=_known(query.get("feld", ""), city.fields),
        district=_known(query.get("bezirk", ""), city.districts),
        state=_known(query.get("stand", ""), city.states),
        order=_known(query.get("sort", ""), ORDERS) or FIRST,
        after=whole_number(query.get("nach", "")),
    )


def _known(asked: str, known: Container[str]) -> str:
    return asked if asked in known else ""
