"""An amount of money."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from rathaus.lib.money import euros
from rathaus.portal.applications.expressions import Type
from rathaus.portal.applications.functions import round_cents
from rathaus.portal.applications.questions.number import Number, german_number
from rathaus.portal.applications.questions.question import Context, Fault


@dataclass(frozen=True, kw_only=True)
class Money(Number):
    """Euros and cents; stored, limited (``min``, ``max``) and calculated in cents."""

    type = "money"
    kind = Type.INT
    zero = 0

    max: float = 99_999_999_99
    whole: bool = field(default=True, metadata={"key": False})
    unit: str = "€"

    def normalise(self, typed: str) -> Any:
        number = german_number(typed.replace("€", "").removesuffix("EUR").removesuffix("Euro"))
        return typed if number is None else round_cents(number * 100)

    def typed(self, value: Any) -> str:
        return euros(value)[:-2].replace("−", "-") if self.understands(value) else str(value or "")

    def understands(self, value: Any) -> bool:
        return isinstance(value, int) and super().understands(value)

    def not_understood(self, value: Any, context: Context) -> Fault:
        return context.fault(
            "not_an_amount",
            _("%(label)s: Bitte geben Sie einen Betrag ein, zum Beispiel 12,50.") % {"label": self.label},
        )

    def show(self, value: Any) -> list[str]:
        return [euros(int(value))]

    def schema(self) -> dict[str, Any]:
        return {"type": "integer", "minimum": int(self.min), "maximum": int(self.max), "description": "Cent"}
