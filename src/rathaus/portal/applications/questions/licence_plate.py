"""A German licence plate."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from rathaus.portal.applications.questions.question import Context, Fault
from rathaus.portal.applications.questions.text import Text

_TYPED = re.compile(r"([A-ZÄÖÜ]{1,3})[\s–-]+([A-Z]{1,2})[\s–-]*([1-9]\d{0,3})\s*([EH]?)")
_PLATE = re.compile(r"[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} [1-9]\d{0,3}[EH]?")
_MOST_SIGNS = 8  # on the plate, without hyphen and space (FZV)


@dataclass(frozen=True, kw_only=True)
class LicencePlate(Text):
    """A German licence plate, stored like ``DU-AB 123``."""

    type = "licence-plate"

    max_length: int = 20

    def normalise(self, typed: str) -> str:
        found = _TYPED.fullmatch(typed.upper())
        return "{}-{} {}{}".format(*found.groups()) if found else typed

    def wrong(self, value: str, context: Context) -> Iterator[Fault]:
        if not _PLATE.fullmatch(value) or len(value) - 2 > _MOST_SIGNS:
            message = _("Das Kennzeichen stimmt noch nicht. Schreiben Sie es mit Bindestrich: DU-AB 123")
            yield context.fault("not_a_plate", message)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^{_PLATE.pattern}$"}
