"""A value that the town hall works out from the answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import QueryDict

from rathaus.lib.dates import written
from rathaus.lib.money import euros
from rathaus.portal.applications.expressions import Type, Variables
from rathaus.portal.applications.functions import NO_DATE, as_timestamp
from rathaus.portal.applications.questions.question import Context, Fault, Question

_KINDS = {"text": Type.STRING, "number": Type.INT, "money": Type.INT, "date": Type.TIMESTAMP}
_ZEROS: dict[str, Any] = {"text": "", "number": 0, "money": 0, "date": NO_DATE}


@dataclass(frozen=True, kw_only=True)
class Calculated(Question):
    """The ``value`` of an expression, shown as ``format``: text, number (whole), money (cents) or date."""

    type = "calculated"
    stored = False

    required: bool = False
    value: str
    format: str = "text"
    unit: str = ""

    def mistakes(self) -> Iterator[tuple[str, str]]:
        if self.format not in _KINDS:
            yield "format", f"unknown format {self.format!r}; known are {', '.join(_KINDS)}"

    def variables(self, prefix: str = "") -> Variables:
        return {prefix + self.id: _KINDS.get(self.format, Type.DYN)}

    @property
    def zero_value(self) -> Any:
        return _ZEROS[self.format]

    @property
    def expected_kind(self) -> str:
        """CEL's name of the type that ``value`` must have."""
        return _KINDS[self.format].name()

    def read(self, data: QueryDict, name: str) -> Any:
        return None

    def faults(self, value: Any, context: Context) -> list[Fault]:
        return []

    def understands(self, value: Any) -> bool:
        return value is not None

    def answer(self, result: Any) -> Any:
        """What is stored for the expression's ``result``; None for no date."""
        if not isinstance(result, datetime):
            return result
        return None if result.year <= 1 else result.date().isoformat()

    def formula_value(self, value: Any) -> Any:
        return as_timestamp(date.fromisoformat(value)) if self.format == "date" else value

    def item_value(self, value: Any) -> Any:
        return "" if self.format == "date" and value is None else value

    def show(self, value: Any) -> list[str]:
        if self.format == "money":
            return [euros(value)]
        text = written(date.fromisoformat(value)) if self.format == "date" else str(value)
        return [f"{text} {self.unit}".strip()]
