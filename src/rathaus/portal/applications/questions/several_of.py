"""Any number of answers out of a few."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from rathaus.portal.applications.expressions import Type
from rathaus.portal.applications.questions.options import Option, labels, option_mistakes
from rathaus.portal.applications.questions.question import Context, Fault, Question


@dataclass(frozen=True, kw_only=True)
class SeveralOf(Question):
    """Checkboxes, one for each of ``options``; ``min`` and ``max`` say how many."""

    type = "several-of"
    kind = Type.List(Type.STRING)
    zero = ()

    options: tuple[Option, ...] = ()
    min: int = 1
    max: int = 0
    """0: as many as there are."""

    def mistakes(self) -> Iterator[tuple[str, str]]:
        return option_mistakes(self.options)

    def read(self, data: QueryDict, name: str) -> Any:
        return data.getlist(name)[: len(self.options)]

    def understands(self, value: Any) -> bool:
        return isinstance(value, list) and all(isinstance(entry, str) for entry in value)

    def missing(self) -> str:
        return _("Bitte wählen Sie mindestens eine Antwort: %(label)s") % {"label": self.label}

    def wrong(self, value: list[str], context: Context) -> Iterator[Fault]:
        if set(value) - set(labels(self.options)) or len(set(value)) < len(value):
            yield context.fault("not_an_option", self.missing())
        if len(value) < self.min:
            yield context.fault("too_few", self._count(_("%(label)s: bitte mindestens %(count)s Antworten."), self.min))
        if self.max and len(value) > self.max:
            yield context.fault("too_many", self._count(_("%(label)s: bitte höchstens %(count)s Antworten."), self.max))

    def _count(self, message: str, count: int) -> str:
        return message % {"label": self.label, "count": count}

    def formula_value(self, value: list[str]) -> list[str]:
        known = labels(self.options)
        return [entry for entry in value if entry in known]

    def show(self, value: list[str]) -> list[str]:
        known = labels(self.options)
        return [known.get(entry, entry) for entry in value]

    def schema(self) -> dict[str, Any]:
        entries = {"type": "array", "items": {"enum": list(labels(self.options))}, "uniqueItems": True}
        limits = {"minItems": max(self.min, 1) if self.required else 0, "maxItems": self.max or len(self.options)}
        return entries | limits

    @property
    def finite_answers(self) -> tuple[Any, ...]:
        every = list(labels(self.options))
        return (None, *([value] for value in every), every)
