"""One page of the work list: keyed by the last case of the page before, never counted through."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q, QuerySet
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from rathaus.entrances.desk.tabs import Tab
from rathaus.foundation.design.paging import behind
from rathaus.lib.dates import read_moment
from rathaus.lib.prepared import prepared
from rathaus.lib.text import whole_number
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.models.case import CaseQuerySet

PAGE = 50


@dataclass(frozen=True)
class Group:
    """Cases under one heading; none for a list that is not by deadline."""

    heading: str
    cases: list[Case]
    late: bool = False


@dataclass(frozen=True)
class Page:
    """The cases of a page in groups, and the key of the page after it ("" if there is none)."""

    groups: list[Group]
    following: str


@dataclass(frozen=True)
class Asked:
    """Which list is looked at: a tab of these offices, for somebody on a day, narrowed to the service of a number."""

    tab: Tab
    today: date
    person: int
    service: int | None
    offices: tuple[int, ...]


def page(asked: Asked, after: str) -> Page:
    """The page after the key ``after``; garbage for a key is the first page."""
    tab, today = asked.tab, asked.today
    rows = _lines(tab, *_place(tab, after), today, asked.person, asked.service, *asked.offices)
    shown = rows[:PAGE]
    groups = [Group("", shown)] if tab.finished and shown else by_deadline(shown, today)
    return Page(groups, key_of(tab, shown[-1]) if len(rows) > PAGE else "")


def key_of(tab: Tab, case: Case) -> str:
    """The place of ``case`` in the list, for the address of the page after it."""
    first = case.finished_at if tab.finished else case.due_on
    assert first is not None
    return f"{first.isoformat()}_{case.pk}"


def neighbour(case: Case, asked: Asked, *, before: bool) -> Case | None:
    """The case before or after ``case`` in the list."""
    tab = asked.tab
    if tab.finished and case.finished_at is None:
        return None
    order = tuple(column.removeprefix("-") if column.startswith("-") else f"-{column}" for column in tab.order)
    wanted = _behind(tab, *_place(tab, key_of(tab, case)), before=before)
    return next(iter(_first(_lists(asked), order if before else tab.order, wanted, 1)), None)


@prepared
def _lines(
    tab: Tab,
    moment: date | datetime | None,
    last: int | None,
    today: date,
    person: int,
    service: int | None,
    *offices: int,
) -> QuerySet[Case]:
    asked = Asked(tab, today, person, service, offices)
    return _first(_lists(asked), tab.order, _behind(tab, moment, last), PAGE + 1)


def _lists(asked: Asked) -> list[CaseQuerySet]:
    each = [asked.tab.at_desk(office, asked.person, asked.today) for office in asked.offices]
    return each if asked.service is None else [cases.filter(service=asked.service) for cases in each]


def _first(lists: list[CaseQuerySet], order: tuple[str, ...], wanted: Q, number: int) -> CaseQuerySet:
    """The first cases of all ``lists`` together: each is asked for its own first ones."""
    own = [cases.filter(wanted).order_by(*order) for cases in lists]
    if len(own) == 1:
        return own[0].lines(number)
    each = [Case.objects.filter(pk__in=some.values("pk")[:number]).values("pk") for some in own]
    together = Case.objects.filter(pk__in=each[0].union(*each[1:], all=True)) if each else Case.objects.none()
    return together.order_by(*order).lines(number)


def by_deadline(cases: list[Case], today: date) -> list[Group]:
    """Overdue, this week (until Sunday), later; and those whose clock stands still, whatever their date."""
    sunday = today + timedelta(days=6 - today.weekday())
    running = [case for case in cases if not case.paused_on]
    groups = [
        Group(_("Überfällig"), [case for case in running if case.due_on < today], late=True),
        Group(_("Diese Woche"), [case for case in running if today <= case.due_on <= sunday]),
        Group(_("Später"), [case for case in running if case.due_on > sunday]),
        Group(_("Wartet auf Antwort"), [case for case in cases if case.paused_on]),
    ]
    return [group for group in groups if group.cases]


def _place(tab: Tab, key: str) -> tuple[date | datetime | None, int | None]:
    """What ``key`` says; nothing if it is garbage."""
    first, _separator, last = key.rpartition("_")
    moment, number = _moment(tab, first), whole_number(last)
    return (None, None) if moment is None or number is None else (moment, number)


def _behind(tab: Tab, moment: date | datetime | None, number: int | None, *, before: bool = False) -> Q:
    """What comes after a place in the tab's order (or before it)."""
    if moment is None:
        return Q()
    column, down = ("finished_at" if tab.finished else "due_on"), tab.finished != before
    # The first condition follows from the second; by it the database begins where the page begins.
    begins = Q(**{f"{column}__{'lte' if down else 'gte'}": moment})
    return begins & behind(f"-{column}" if down else column, moment, number)


def _moment(tab: Tab, text: str) -> date | datetime | None:
    try:
        return read_moment(text) if tab.finished else parse_date(text)
    except ValueError:
        return None
