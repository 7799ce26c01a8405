"""A number that an authority or a register gave: tax number, chip number, file number."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from rathaus.portal.applications.questions.question import Context, Fault
from rathaus.portal.applications.questions.text import Text

_ONLY_DIGITS = re.compile(r"\^?(?:\\d|\[0-9\])\{\d+\}\$?")


@dataclass(frozen=True, kw_only=True)
class RegistrationNumber(Text):
    """Must match ``pattern`` once spaces, dots, slashes and hyphens are gone (unless ``keep_signs``).

    ``pattern_help`` says in a sentence how it looks: "Die Chipnummer hat 15 Ziffern."
    """

    type = "registration-number"

    max_length: int = 60
    pattern: str
    pattern_help: str
    keep_signs: bool = False

    def mistakes(self) -> Iterator[tuple[str, str]]:
        try:
            re.compile(self.pattern)
        except re.error as error:
            yield "pattern", f"the pattern is no regular expression: {error}"

    @property
    def numeric(self) -> bool:
        """Whether only digits are asked for."""
        return bool(_ONLY_DIGITS.fullmatch(self.pattern))

    def normalise(self, typed: str) -> str:
        return typed.upper() if self.keep_signs else re.sub(r"[\s./-]", "", typed).upper()

    def wrong(self, value: str, context: Context) -> Iterator[Fault]:
        if not re.fullmatch(self.pattern, value[: self.max_length + 1]):
            yield context.fault("wrong_pattern", self._how_it_looks(value))

    def _how_it_looks(self, value: str) -> str:
        if not self.numeric or not value.isdecimal():
            return self.pattern_help
        return _("%(sentence)s, eingegeben sind %(many)s.") % {
            "sentence": self.pattern_help.rstrip("."),
            "many": len(value),
        }

    def schema(self) -> dict[str, Any]:
        return super().schema() | {"pattern": f"^(?:{self.pattern})$", "description": self.pattern_help}
