"""Yes or no."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from rathaus.portal.applications.expressions import Type
from rathaus.portal.applications.questions.question import Question

_TYPED = {"ja": True, "nein": False}


@dataclass(frozen=True, kw_only=True)
class YesNo(Question):
    """Two radio buttons; no answer is neither."""

    type = "yes-no"
    kind = Type.BOOL
    zero = False

    def read(self, data: QueryDict, name: str) -> Any:
        return _TYPED.get(data.get(name, ""))

    def is_empty(self, value: Any) -> bool:
        return value is None

    def understands(self, value: Any) -> bool:
        return isinstance(value, bool)

    def missing(self) -> str:
        return _("Bitte wählen Sie Ja oder Nein: %(label)s") % {"label": self.label}

    def show(self, value: Any) -> list[str]:
        return [_("Ja") if value else _("Nein")]

    def schema(self) -> dict[str, Any]:
        return {"type": "boolean"}

    @property
    def finite_answers(self) -> tuple[Any, ...]:
        return (None, True, False)
