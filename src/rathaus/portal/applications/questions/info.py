"""A text between questions."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from rathaus.portal.applications.expressions import Variables
from rathaus.portal.applications.questions.question import Context, Fault, Question


@dataclass(frozen=True, kw_only=True)
class Info(Question):
    """Shows ``text``; asks nothing. ``{name}`` in it is filled with an earlier answer."""

    type = "info"
    stored = False

    label: str = ""
    required: bool = False
    text: str = ""

    def mistakes(self) -> Iterator[tuple[str, str]]:
        if not self.text:
            yield "text", "text is missing"

    def read(self, data: QueryDict, name: str) -> Any:
        return None

    def faults(self, value: Any, context: Context) -> list[Fault]:
        return []

    def variables(self, prefix: str = "") -> Variables:
        return {}

    def bindings(self, value: Any, prefix: str = "") -> dict[str, Any]:
        return {}

    def show(self, value: Any) -> list[str]:
        return []
