"""What waits for the team: the tabs of its list, each in its order, and how much there is, up to a hundred."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.design.counting import capped_counts
from rathaus.foundation.design.paging import Page, behind
from rathaus.lib.dates import read_moment
from rathaus.lib.text import read_uuid, whole_number
from rathaus.participation.ideas.letters import unanswered
from rathaus.participation.ideas.models import Appeal, Idea, Report

PAGE = 50
SOON = timedelta(days=7)
"""An answer due within it is on the list."""


@dataclass(frozen=True)
class Tab:
    """A list of ideas, reports, appeals or threads, the oldest ``column`` first; ``rows`` names their template."""

    slug: str
    label: str | Promise
    pick: Callable[[date], QuerySet[Any]]
    column: str
    rows: str = "ideas"
    counted: bool = True
    pk: Callable[[str], Any] = whole_number
    """Reads a row's primary key from an address; None for garbage."""

    def all(self) -> QuerySet[Any]:
        """Everything in it, in order."""
        minus = "-" if self.column.startswith("-") else ""
        return self.pick(timezone.localdate()).order_by(self.column, f"{minus}pk")


TABS = {
    tab.slug: tab
    for tab in (
        Tab("pruefen", _("Zu prüfen"), lambda today: Idea.objects.unchecked(), "sent_at"),
        Tab(
            "antwort",
            _("Antwort fällig"),
            lambda today: Idea.objects.unanswered().filter(answer_due_on__lte=today + SOON),
            "answer_due_on",
        ),
        Tab(
            "meldungen",
            _("Meldungen"),
            lambda today: Report.objects.open().select_related("idea", "comment"),
            "at",
            "reports",
        ),
        Tab(
            "einsprueche", _("Einsprüche"), lambda today: Appeal.objects.open().select_related("idea"), "at", "appeals"
        ),
        Tab("nachrichten", _("Nachrichten"), lambda today: unanswered(), "unanswered_since", "threads", pk=read_uuid),
        Tab("alle", _("Alle Ideen"), lambda today: Idea.objects.all(), "-number", counted=False),
    )
}
FIRST = TABS["pruefen"]


def counts(person: Person) -> dict[str, str]:
    """``{"pruefen": "9", "meldungen": "99+", …}`` in one query."""
    lists = {tab.slug: tab.all() for tab in TABS.values() if tab.counted}
    return capped_counts(lists, Person.objects.filter(pk=person.pk))


def page(rows: QuerySet[Any], tab: Tab, after: str) -> Page[Any]:
    """The page of ``rows`` behind the key ``after``; garbage for a key is the first page."""
    found = list(rows.filter(_behind(tab, after))[: PAGE + 1])
    return Page(found[:PAGE], _key(tab, found[PAGE - 1]) if len(found) > PAGE else "")


def _key(tab: Tab, row: Any) -> str:
    value = getattr(row, tab.column.removeprefix("-"))
    return f"{value if isinstance(value, int) else value.isoformat()}_{row.pk}"


def _behind(tab: Tab, key: str) -> Q:
    first, _separator, last = key.rpartition("_")
    value, pk = _value(tab, first), tab.pk(last)
    if value is None or pk is None:
        return Q()
    # The first condition alone lets the database begin at the right place of its index.
    name, least = tab.column.removeprefix("-"), "lte" if tab.column.startswith("-") else "gte"
    return Q(**{f"{name}__{least}": value}) & behind(tab.column, value, pk)


def _value(tab: Tab, text: str) -> int | date | datetime | None:
    read = {"-number": whole_number, "answer_due_on": parse_date}.get(tab.column, read_moment)
    try:
        return read(text)
    except ValueError:
        return None
