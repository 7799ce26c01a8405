"""The tabs of the work list: which cases each shows, in which order, and how many there are, up to a hundred."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.design.counting import capped, number_of
from rathaus.foundation.offices.audience import memberships_of
from rathaus.lib.prepared import prepared
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.models.case import CaseQuerySet


@dataclass(frozen=True)
class Tab:
    """A list of cases; ``finished`` ones come latest first, the others by their deadline.

    ``pick`` is told the number of whoever looks, and the day.
    """

    slug: str
    label: str | Promise = field(compare=False)
    pick: Callable[[CaseQuerySet, int, date], CaseQuerySet]
    finished: bool = False

    @property
    def order(self) -> tuple[str, str]:
        """The two columns that order the list and mark the place in it."""
        return ("-finished_at", "-id") if self.finished else ("due_on", "id")

    def at_desk(self, office: int, person: int, today: date) -> CaseQuerySet:
        """What ``person`` sees in this tab of one of her offices, in order."""
        return self.pick(Case.objects.all().at_desk(office, person, today), person, today).order_by(*self.order)


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
COUNTED = [tab for tab in TABS.values() if not tab.finished]


def counts(person: Person, today: date) -> dict[str, str]:
    """``{"neu": "9", "amt": "99+", …}`` in one query; the finished are not counted."""
    offices = [one.office_id for one in memberships_of(person)]
    row = _counted(person.pk, today, *offices)[0] if offices else ()
    of_each = len(offices)
    return {tab.slug: capped(sum(row[n * of_each : (n + 1) * of_each])) for n, tab in enumerate(COUNTED)}


@prepared
def _counted(person: int, today: date, *offices: int) -> QuerySet[Person, tuple[int, ...]]:
    """Numbers of cases, tab by tab, in each of them office by office."""
    each = [number_of(tab.at_desk(office, person, today)) for tab in COUNTED for office in offices]
    return Person.objects.filter(pk=person).values_list(*each)
