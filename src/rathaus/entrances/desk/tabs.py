"""The tabs of the work list: which cases each shows, in which order, and how many there are, up to a hundred."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.design.counting import MOST_COUNTED, capped_counts
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.models.case import CaseQuerySet


@dataclass(frozen=True)
class Tab:
    """A list of cases; ``finished`` ones come latest first, the others by their deadline."""

    slug: str
    label: str | Promise
    pick: Callable[[CaseQuerySet, Person, date], CaseQuerySet]
    finished: bool = False

    @property
    def order(self) -> tuple[str, str]:
        """The two columns that order the list and mark the place in it."""
        return ("-finished_at", "-id") if self.finished else ("due_on", "id")

    def cases(self, person: Person, today: date) -> list[CaseQuerySet]:
        """What ``person`` sees in this tab, in order, a list for each of her offices."""
        each = Case.objects.all().at_each_desk(person)
        return [self.pick(cases, person, today).order_by(*self.order) for cases in each]


TABS = {
    tab.slug: tab
    for tab in (
        Tab("neu", pgettext_lazy("Vorgänge", "Noch bei niemandem"), lambda cases, person, today: cases.unassigned()),
        Tab("meine", _("Meine"), lambda cases, person, today: cases.open().filter(assigned_to=person)),
        Tab("amt", _("Mein Amt"), lambda cases, person, today: cases.open()),
        Tab("wartet", _("Wartet auf Antwort"), lambda cases, person, today: cases.waiting()),
        Tab("ueberfaellig", _("Überfällig"), lambda cases, person, today: cases.overdue(today)),
        Tab("erledigt", _("Erledigt"), lambda cases, person, today: cases.finished(), finished=True),
    )
}
FIRST = TABS["neu"]
MANY = f"{MOST_COUNTED - 1}+"
"""As ``capped_counts`` says it."""


def counts(person: Person, today: date) -> dict[str, str]:
    """``{"neu": "9", "amt": "99+", …}`` in one query; the finished are not counted."""
    asked = [tab for tab in TABS.values() if not tab.finished]
    lists = {f"{tab.slug} {n}": cases for tab in asked for n, cases in enumerate(tab.cases(person, today))}
    found = capped_counts({name: _first(cases) for name, cases in lists.items()}, Person.objects.filter(pk=person.pk))
    return {tab.slug: _together(count for name, count in found.items() if name.split()[0] == tab.slug) for tab in asked}


def _together(counts: Iterable[str]) -> str:
    """``9`` and ``3`` are ``12``; with ``99+`` it stays that."""
    each = list(counts)
    total = sum(int(count.rstrip("+")) for count in each)
    return MANY if MANY in each or total >= MOST_COUNTED else str(total)


def _first(cases: CaseQuerySet) -> CaseQuerySet:
    """As many as are counted, in order: a database that may take any looks for them through the whole table."""
    return Case.objects.filter(pk__in=cases.values("pk")[:MOST_COUNTED])
