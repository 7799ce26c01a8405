"""The tabs of the work list: which cases each shows, in which order, and how many there are, up to a hundred."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.design.counting import capped_counts
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

    def cases(self, person: Person, today: date) -> CaseQuerySet:
        """What ``person`` sees in this tab, in order."""
        return self.pick(Case.objects.visible_at_desk(person), person, today).order_by(*self.order)


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


def counts(person: Person, today: date) -> dict[str, str]:
    """``{"neu": "9", "amt": "99+", …}`` in one query; the finished are not counted."""
    lists = {tab.slug: tab.cases(person, today) for tab in TABS.values() if not tab.finished}
    return capped_counts(lists, Person.objects.filter(pk=person.pk))
