"""A day, in three fields."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from rathaus.lib.dates import MONTHS, add_months, written
from rathaus.lib.text import clean, fold
from rathaus.portal.applications.expressions import Type
from rathaus.portal.applications.functions import NO_DATE, as_timestamp
from rathaus.portal.applications.questions.question import Context, Fault, Question

FIELDS = {"day": "tag", "month": "monat", "year": "jahr"}
YEAR_DIGITS = 4
_WHOLE = re.compile(r"(\d{1,2})[.\s/-]+(\d{1,2})[.\s/-]+(\d{4})")
_LIMIT = re.compile(r"today(?:([+-]\d+)([dmy]))?")
_MONTH_NAMES = {name: number for number, month in enumerate(MONTHS, 1) for name in (fold(month), fold(month)[:3])}


@dataclass(frozen=True, kw_only=True)
class Date(Question):
    """A day between ``min`` and ``max``: ``2020-01-01``, ``today``, ``today-30d``, ``today+6m``, ``today-18y``.

    ``not_before`` is an expression: the day that an earlier answer sets, such as ``item.geboren``.
    """

    type = "date"
    kind = Type.TIMESTAMP
    zero = NO_DATE

    min: str = "1900-01-01"
    max: str = "2100-12-31"
    not_before: str = ""
    example: str = "1 11 2026"

    def mistakes(self) -> Iterator[tuple[str, str]]:
        for key in ("min", "max"):
            try:
                limit_on(getattr(self, key), date(2024, 2, 29))
            except ValueError:
                yield (
                    key,
                    f"{getattr(self, key)!r} is no date: write 2020-01-01, today, today-30d, today+6m or today-18y",
                )

    def read(self, data: QueryDict, name: str) -> Any:
        typed = {part: clean(data.get(f"{name}-{field}", "")) for part, field in FIELDS.items()}
        whole = _WHOLE.fullmatch(typed["day"])
        if whole and not typed["month"] and not typed["year"]:
            typed = dict(zip(FIELDS, whole.groups(), strict=True))
        return _iso(typed) or (typed if any(typed.values()) else None)

    def from_json(self, value: Any) -> Any:
        return value

    def understands(self, value: Any) -> bool:
        return isinstance(value, str) and _as_date(value) is not None

    def not_understood(self, value: Any, context: Context) -> Fault:
        if not isinstance(value, dict):
            return context.fault("not_a_date", _("Das Datum muss so geschrieben sein: 2026-11-01."))
        missing = [part for part in FIELDS if not value.get(part)]
        if missing:
            return context.fault("incomplete_date", _what_is_missing(missing[0]))
        year = str(value["year"])
        if year.isdigit() and len(year) < YEAR_DIGITS:
            return context.fault("short_year", _("Bitte schreiben Sie das Jahr mit vier Ziffern."))
        typed = f"{value['day']}.{value['month']}.{value['year']}"
        return context.fault(
            "no_such_date", _("Das Datum %(typed)s gibt es nicht. Bitte prüfen Sie es.") % {"typed": typed[:40]}
        )

    def wrong(self, value: str, context: Context) -> Iterator[Fault]:
        day = date.fromisoformat(value)
        first, last = limit_on(self.min, context.today), limit_on(self.max, context.today)
        if day < first:
            yield context.fault("too_early", self.too_early(first, context.today))
        if day > last:
            yield context.fault("too_late", self.too_late(last, context.today))
        # A day that no answer can follow is a fault of the answer that set it.
        if context.not_before and first <= day < context.not_before <= last:
            told = _("Das passt nicht zu Ihrer Angabe davor. Das Datum muss der %(day)s oder später sein.")
            yield context.fault("before_another", told % {"day": written(context.not_before)})

    def too_early(self, first: date, today: date) -> str:
        """Says from when on days are accepted."""
        if first == today:
            return _("Das Datum darf nicht in der Vergangenheit liegen.")
        return _("Das Datum muss der %(day)s oder später sein.") % {"day": written(first)}

    def too_late(self, last: date, today: date) -> str:
        """Says until when days are accepted."""
        if last == today:
            return _("Das Datum darf nicht in der Zukunft liegen.")
        return _("Das Datum muss der %(day)s oder früher sein.") % {"day": written(last)}

    def formula_value(self, value: str) -> Any:
        return as_timestamp(date.fromisoformat(value))

    def item_value(self, value: str | None) -> Any:
        return value or ""

    def show(self, value: str) -> list[str]:
        return [written(date.fromisoformat(value))]

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "format": "date"}


def parts_of(value: Any) -> dict[str, str]:
    """What the three fields show for a stored day, or for what was typed instead."""
    if isinstance(value, dict):
        return {part: str(value.get(part, "")) for part in FIELDS}
    day = _as_date(value) if isinstance(value, str) else None
    return {"day": str(day.day), "month": str(day.month), "year": str(day.year)} if day else dict.fromkeys(FIELDS, "")


def limit_on(limit: str, today: date) -> date:
    """The day that ``limit`` means on ``today``; ValueError if it means none."""
    found = _LIMIT.fullmatch(limit)
    if not found:
        return date.fromisoformat(limit)
    count, unit = int(found[1] or 0), found[2]
    return (
        today + timedelta(days=count) if unit in (None, "d") else add_months(today, count * (12 if unit == "y" else 1))
    )


def _iso(typed: dict[str, str]) -> str | None:
    if len(typed["year"]) < YEAR_DIGITS:
        return None
    month = _MONTH_NAMES.get(fold(typed["month"]).rstrip("."), typed["month"])
    try:
        return date(int(typed["year"]), int(month), int(typed["day"].rstrip("."))).isoformat()
    except (ValueError, OverflowError):
        return None


def _as_date(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if len(value) == 10 else None
    except ValueError:
        return None


def _what_is_missing(part: str) -> str:
    return {
        "day": _("Zum Datum fehlt der Tag."),
        "month": _("Zum Datum fehlt der Monat."),
        "year": _("Zum Datum fehlt das Jahr."),
    }[part]
