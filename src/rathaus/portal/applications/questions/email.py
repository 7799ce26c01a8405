"""An e-mail address."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.utils.translation import gettext as _

from rathaus.portal.applications.questions.question import Context, Fault
from rathaus.portal.applications.questions.text import Text


@dataclass(frozen=True, kw_only=True)
class Email(Text):
    """An e-mail address, not longer than mail can carry (RFC 5321); its domain is stored in lower case."""

    type = "email"

    max_length: int = 254
    autocomplete: str = "email"

    def normalise(self, typed: str) -> str:
        name, at, domain = typed.rpartition("@")
        return name + at + domain.lower()

    def wrong(self, value: str, context: Context) -> Iterator[Fault]:
        yield from super().wrong(value, context)
        try:
            validate_email(value)
        except ValidationError:
            message = _("Die E-Mail-Adresse stimmt noch nicht. Schreiben Sie sie so: name@beispiel.de")
            yield context.fault("not_an_email", message)

    def schema(self) -> dict[str, Any]:
        return super().schema() | {"format": "email"}
