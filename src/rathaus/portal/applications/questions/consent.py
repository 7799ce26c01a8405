"""A declaration to agree to."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from rathaus.portal.applications.expressions import Type
from rathaus.portal.applications.questions.question import Context, Fault, Question


@dataclass(frozen=True, kw_only=True)
class Consent(Question):
    """A checkbox with the declaration's ``text`` above it; a required one must be ticked."""

    type = "consent"
    kind = Type.BOOL
    zero = False

    text: str = ""

    def read(self, data: QueryDict, name: str) -> Any:
        return data.get(name) == "ja"

    def is_empty(self, value: Any) -> bool:
        return value is None or value is False

    def understands(self, value: Any) -> bool:
        return isinstance(value, bool)

    def missing(self) -> str:
        return _("Bitte stimmen Sie zu: %(label)s") % {"label": self.label}

    def not_understood(self, value: Any, context: Context) -> Fault:
        return context.fault("not_understood", self.missing())

    def show(self, value: Any) -> list[str]:
        return [_("Ja")]

    def schema(self) -> dict[str, Any]:
        return {"const": True} if self.required else {"type": "boolean"}

    @property
    def finite_answers(self) -> tuple[Any, ...]:
        return (None, True)
