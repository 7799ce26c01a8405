"""The functions that expressions have beyond CEL's own: dates and cents."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any

from cel_expr_python import cel
from cel_expr_python.cel import Type

from rathaus.lib import dates

# CEL cannot carry the very first instant of year 1, so "no date" is a second later.
NO_DATE = datetime(1, 1, 1, 0, 0, 1, tzinfo=UTC)


def as_timestamp(day: date) -> datetime:
    """``day`` as CEL knows dates: a timestamp at 00:00 UTC."""
    return max(datetime.combine(day, time.min, tzinfo=UTC), NO_DATE)


def months_between(first: datetime, second: datetime) -> int:
    """Whole months from ``first`` to ``second``."""
    months = (second.year - first.year) * 12 + second.month - first.month
    return months - (second.day < first.day)


def round_cents(amount: float) -> int:
    """The nearest cent, halves away from zero, as people round."""
    return int(amount + (0.5 if amount >= 0 else -0.5))


def _add_months(moment: datetime, months: int) -> datetime:
    return as_timestamp(dates.add_months(moment.date(), months))


def _add_days(moment: datetime, days: int) -> datetime:
    return as_timestamp(moment.date() + timedelta(days=days))


def _first_of_month(moment: datetime) -> datetime:
    return as_timestamp(moment.date().replace(day=1))


def _first_of_next_month(moment: datetime) -> datetime:
    return _add_months(_first_of_month(moment), 1)


def _date(written: str) -> datetime:
    return as_timestamp(date.fromisoformat(written)) if written else NO_DATE


def age_on(today: datetime) -> Any:
    """CEL's ``age(ts)``: whole years from ``ts`` to ``today``; bound anew for each evaluation, since days pass."""
    return cel.Function("age", [Type.TIMESTAMP], False, lambda born: months_between(born, today) // 12, Type.INT)


@cache
def town_hall_functions() -> Any:
    """The extension that declares all of them, and does all but ``age``."""
    moment, whole, text, fraction = Type.TIMESTAMP, Type.INT, Type.STRING, Type.DOUBLE
    return cel.CelExtension(
        "town_hall",
        [
            _function("year", whole, [moment], lambda ts: ts.year),
            _function("month", whole, [moment], lambda ts: ts.month),
            _function("first_of_month", moment, [moment], _first_of_month),
            _function("first_of_next_month", moment, [moment], _first_of_next_month),
            _function("add_months", moment, [moment, whole], _add_months),
            _function("add_days", moment, [moment, whole], _add_days),
            _function("date", moment, [text], _date),
            _function("age", whole, [moment]),
            _function("months_between", whole, [moment, moment], months_between),
            _function("round_cents", whole, [fraction], round_cents),
        ],
    )


def _function(name: str, result: Type, parameters: list[Type], work: Callable[..., Any] | None = None) -> Any:
    overload = cel.Overload(f"rathaus_{name}", result, parameters, False, work)
    return cel.FunctionDecl(name, [overload])
