"""A bank account (IBAN)."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from schwifty import IBAN
from schwifty.exceptions import InvalidChecksumDigits, InvalidLength, SchwiftyException

from rathaus.portal.applications.questions.question import Context, Fault
from rathaus.portal.applications.questions.text import Text

_GERMAN_LENGTH = 22


@dataclass(frozen=True, kw_only=True)
class Iban(Text):
    """An IBAN of any country; stored without spaces, shown in fours."""

    type = "iban"

    max_length: int = 60

    def normalise(self, typed: str) -> str:
        return "".join(typed.split()).upper()

    def typed(self, value: Any) -> str:
        text = super().typed(value)
        return " ".join(text[i : i + 4] for i in range(0, len(text), 4)) if text.isalnum() else text

    def wrong(self, value: str, context: Context) -> Iterator[Fault]:
        try:
            IBAN(value[:60])
        except InvalidLength:
            yield context.fault("wrong_length", _wrong_length(value))
        except InvalidChecksumDigits:
            message = _("Die IBAN stimmt nicht. Bitte vergleichen Sie sie Ziffer für Ziffer mit Ihrer Karte.")
            yield context.fault("wrong_checksum", message)
        except SchwiftyException:
            message = _("Das ist keine IBAN. Sie beginnt mit zwei Buchstaben, zum Beispiel DE, dann folgen Ziffern.")
            yield context.fault("not_an_iban", message)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "pattern": "^[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}$"}


def _wrong_length(value: str) -> str:
    if value.startswith("DE"):
        return _("Eine deutsche IBAN hat %(right)s Zeichen, eingegeben sind %(many)s.") % {
            "right": _GERMAN_LENGTH,
            "many": len(value),
        }
    return _("Die IBAN hat nicht die richtige Länge, eingegeben sind %(many)s Zeichen.") % {"many": len(value)}
