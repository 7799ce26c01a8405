"""A number, typed the German way."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from rathaus.portal.applications.expressions import Type, Variables
from rathaus.portal.applications.questions.question import Context, Fault, Question

_GERMAN = re.compile(r"-?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?")
_ENGLISH = re.compile(r"-?\d+\.\d+")
_LONGEST = 30  # signs, separators included
_GREATEST = 10**15  # beyond, a double no longer tells whole numbers apart


@dataclass(frozen=True, kw_only=True)
class Number(Question):
    """A number between ``min`` and ``max``; ``whole`` for counts. ``unit`` is shown behind it."""

    type = "number"
    kind = Type.DOUBLE
    zero = 0.0

    min: float = 0
    max: float = 999_999_999
    whole: bool = False
    unit: str = ""

    def mistakes(self) -> Iterator[tuple[str, str]]:
        if self.min > self.max:
            yield "min", "min is greater than max"

    @property
    def zero_value(self) -> Any:
        return 0 if self.whole else 0.0

    def variables(self, prefix: str = "") -> Variables:
        return super().variables(prefix) | {prefix + self.id: Type.INT if self.whole else Type.DOUBLE}

    def normalise(self, typed: str) -> Any:
        number = german_number(typed)
        if number is None:
            return typed
        return int(number) if number == int(number) else number

    def typed(self, value: Any) -> str:
        return str(value).replace(".", ",") if self.understands(value) else super().typed(value)

    def is_empty(self, value: Any) -> bool:
        return value is None or value == ""

    def understands(self, value: Any) -> bool:
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return is_number and abs(value) < _GREATEST

    def not_understood(self, value: Any, context: Context) -> Fault:
        return context.fault(
            "not_a_number", _("%(label)s: Bitte geben Sie eine Zahl ein, zum Beispiel 3.") % {"label": self.label}
        )

    def wrong(self, value: Any, context: Context) -> Iterator[Fault]:
        if self.whole and value != int(value):
            yield context.fault(
                "not_whole", _("%(label)s: Bitte geben Sie eine ganze Zahl ein.") % {"label": self.label}
            )
        if value < self.min:
            yield context.fault("too_small", self.limit(_("%(label)s: mindestens %(limit)s."), self.min))
        if value > self.max:
            yield context.fault("too_great", self.limit(_("%(label)s: höchstens %(limit)s."), self.max))

    def limit(self, message: str, limit: float) -> str:
        """``message`` with the label and the limit as people write it."""
        return message % {"label": self.label, "limit": self.show(_plain(limit))[0]}

    def formula_value(self, value: Any) -> Any:
        return int(value) if self.whole else float(value)

    def show(self, value: Any) -> list[str]:
        return [f"{_grouped(value)} {self.unit}".strip()]

    def schema(self) -> dict[str, Any]:
        kind = "integer" if self.whole else "number"
        return {"type": kind, "minimum": _plain(self.min), "maximum": _plain(self.max)}


def german_number(typed: str) -> float | None:
    """``1.234,5`` → 1234.5; None if it is no number. ``12.5`` is taken for 12.5, ``1.250`` for 1250."""
    compact = typed.replace(" ", "").replace("\N{NO-BREAK SPACE}", "").replace("−", "-").removeprefix("+")
    if len(compact) > _LONGEST:
        return None
    if _GERMAN.fullmatch(compact):
        return float(compact.replace(".", "").replace(",", "."))
    return float(compact) if _ENGLISH.fullmatch(compact) else None


def _plain(number: float) -> float:
    return int(number) if number == int(number) else number


def _grouped(number: float) -> str:
    whole, _point, fraction = f"{number:,}".partition(".")
    return whole.replace(",", ".") + (f",{fraction}" if fraction else "")
