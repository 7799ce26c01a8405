"""Simple figures of a clerk's offices, by service."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from statistics import median_high
from typing import Any

from django.db.models import Count, DurationField, ExpressionWrapper, F, Q
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.models.case import CaseQuerySet
from rathaus.portal.cases.workflow import OPEN, RUNNING

LOOKING_BACK = timedelta(days=90)
MOST_MEASURED = 2000
"""A median needs no more than the latest finished cases."""


@dataclass
class Figures:
    """How many cases of a service are open, overdue and new this week, and how many days the latest ones took."""

    title: str
    open: int = 0
    overdue: int = 0
    new: int = 0
    days: list[int] = field(default_factory=list)

    @property
    def median_days(self) -> int | None:
        """Half of the finished cases took no longer; None if none was finished."""
        return median_high(self.days) if self.days else None


def by_service(person: Person, today: date) -> list[Figures]:
    """One line for each service with open or lately finished cases, by title: two queries."""
    cases = Case.objects.visible_at_desk(person.pk, today)
    lines: dict[str, Figures] = {}
    for row in _counted(cases.filter(state__in=OPEN), today):
        lines[row["service__title"]] = Figures(
            row["service__title"], open=row["open"], overdue=row["overdue"], new=row["new"]
        )
    for title, days in _durations(cases.finished().order_by("-finished_at")).items():
        lines.setdefault(title, Figures(title)).days = days
    return [lines[title] for title in sorted(lines)]


def total(lines: Iterable[Figures]) -> Figures:
    """All services together."""
    everything = Figures("")
    for line in lines:
        everything.open += line.open
        everything.overdue += line.overdue
        everything.new += line.new
        everything.days += line.days
    return everything


def _counted(cases: CaseQuerySet, today: date) -> Iterable[Mapping[str, Any]]:
    monday = timezone.make_aware(datetime.combine(today - timedelta(days=today.weekday()), time.min))
    overdue = Q(state__in=RUNNING, due_on__lt=today)
    return cases.values("service__title").annotate(
        open=Count("pk"), overdue=Count("pk", filter=overdue), new=Count("pk", filter=Q(opened_at__gte=monday))
    )


def _durations(cases: CaseQuerySet) -> dict[str, list[int]]:
    lately = cases.filter(finished_at__gte=timezone.now() - LOOKING_BACK)
    found = defaultdict(list)
    took = ExpressionWrapper(F("finished_at") - F("opened_at"), DurationField())
    for title, duration in lately.values_list("service__title", took)[:MOST_MEASURED]:
        found[title].append(duration.days)
    return found
