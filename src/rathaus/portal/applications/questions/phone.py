"""A telephone number."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import phonenumbers
from django.utils.translation import gettext as _

from rathaus.portal.applications.questions.question import Context, Fault
from rathaus.portal.applications.questions.text import Text


@dataclass(frozen=True, kw_only=True)
class Phone(Text):
    """A telephone number; German unless it begins with a country code, stored like ``+49 203 94000``."""

    type = "phone"

    max_length: int = 40
    autocomplete: str = "tel"

    def normalise(self, typed: str) -> str:
        number = _parsed(typed)
        return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.INTERNATIONAL) if number else typed

    def wrong(self, value: str, context: Context) -> Iterator[Fault]:
        if not _parsed(value):
            message = _("Die Telefonnummer stimmt noch nicht. Schreiben Sie sie mit Vorwahl: 0203 94000")
            yield context.fault("not_a_phone", message)


def _parsed(typed: str) -> Any:
    try:
        number = phonenumbers.parse(typed[:60], "DE")
    except phonenumbers.NumberParseException:
        return None
    return number if phonenumbers.is_valid_number(number) else None
