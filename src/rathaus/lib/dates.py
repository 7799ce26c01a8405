"""Dates the German way: written out, and counted in working days of North Rhine-Westphalia."""

from datetime import UTC, date, datetime, timedelta

import holidays

MONTHS = (
    "Januar", "Februar", "März", "April", "Mai", "Juni",
    "Juli", "August", "September", "Oktober", "November", "Dezember",
)  # fmt: skip
WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")

_HOLIDAYS = holidays.Germany(subdiv="NW")


def read_moment(typed: str) -> datetime | None:
    """The moment, in UTC, that a form or an address brought with its offset; None for anything else."""
    try:
        moment = datetime.fromisoformat(typed)
        return moment.astimezone(UTC) if moment.tzinfo else None
    except (ValueError, OverflowError):
        # The latter: it lies before the year 1 or after 9999 in UTC, which databases count in.
        return None


def written(day: date) -> str:
    """``4. März 1988``."""
    return f"{day.day}. {MONTHS[day.month - 1]} {day.year}"


def is_working_day(day: date) -> bool:
    """Monday to Friday, and no public holiday in North Rhine-Westphalia."""
    return day.weekday() < 5 and day not in _HOLIDAYS


def add_working_days(day: date, count: int) -> date:
    """The ``count``-th working day after ``day``."""
    while count > 0:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def next_working_day(day: date) -> date:
    """``day`` itself, or the first working day after it (§ 31 (3) VwVfG)."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def add_months(day: date, count: int) -> date:
    """The same day ``count`` months later, or that month's last day (§ 188 (3) BGB)."""
    month = day.month - 1 + count
    first = date(day.year + month // 12, month % 12 + 1, 1)
    last = (first.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return first.replace(day=min(day.day, last.day))
