"""A line of text."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from rathaus.portal.applications.questions.question import Context, Fault, Question


@dataclass(frozen=True, kw_only=True)
class Text(Question):
    """One line, at most ``max_length`` characters."""

    type = "text"

    max_length: int = 200

    def wrong(self, value: str, context: Context) -> Iterator[Fault]:
        if "\n" in value:
            yield context.fault("one_line", _("%(label)s: bitte nur eine Zeile.") % {"label": self.label})
        if len(value) > self.max_length:
            yield context.fault("too_long", self.too_long(value))

    def too_long(self, value: str) -> str:
        """How much is too much, in numbers."""
        return _("%(label)s: höchstens %(most)s Zeichen, eingegeben sind %(many)s.") % {
            "label": self.label,
            "most": _thousands(self.max_length),
            "many": _thousands(len(value)),
        }

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "minLength": 1, "maxLength": self.max_length}


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", ".")
