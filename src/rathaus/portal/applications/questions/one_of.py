"""One of a few answers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from rathaus.portal.applications.questions.options import Option, labels, option_mistakes
from rathaus.portal.applications.questions.question import Context, Fault, Question


@dataclass(frozen=True, kw_only=True)
class OneOf(Question):
    """Radio buttons, one for each of ``options``."""

    type = "one-of"

    options: tuple[Option, ...] = ()

    def mistakes(self) -> Iterator[tuple[str, str]]:
        return option_mistakes(self.options)

    def missing(self) -> str:
        return _("Bitte wählen Sie eine Antwort: %(label)s") % {"label": self.label}

    def wrong(self, value: str, context: Context) -> Iterator[Fault]:
        if value not in labels(self.options):
            yield context.fault("not_an_option", self.missing())

    def formula_value(self, value: str) -> str:
        return value if value in labels(self.options) else ""

    def show(self, value: str) -> list[str]:
        return [labels(self.options).get(value, value)]

    def schema(self) -> dict[str, Any]:
        return {"enum": [option.value for option in self.options]}

    @property
    def finite_answers(self) -> tuple[Any, ...]:
        return (None, *labels(self.options))
