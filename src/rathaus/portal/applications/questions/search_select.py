"""One answer out of a long list, found by typing."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _
from rapidfuzz import process

from rathaus.lib.text import fold
from rathaus.portal.applications.expressions import Type, Variables
from rathaus.portal.applications.questions.options import Option, labels, option_mistakes
from rathaus.portal.applications.questions.question import Context, Fault, Question

_LIKE_ENOUGH = 75
_LONGEST = 200


@dataclass(frozen=True, kw_only=True)
class SearchSelect(Question):
    """A text input with suggestions from ``options``, or from the list in the file ``source``.

    Columns of ``source`` beyond value, label and hint are read by expressions: ``chosen.strasse.zone``.
    ``other = true`` also takes what is not in the list.
    """

    type = "search-select"

    options: tuple[Option, ...] = ()
    source: str = ""
    other: bool = False
    rows: tuple[dict[str, str], ...] = field(default=(), metadata={"key": False})
    """The entries of ``source``; set by the blueprint."""

    def mistakes(self) -> Iterator[tuple[str, str]]:
        if not self.source:
            yield from option_mistakes(self.options)

    @cached_property
    def choices(self) -> dict[str, str]:
        """Labels by value."""
        return labels(self.options) | {row["value"]: row.get("label", row["value"]) for row in self.rows}

    @cached_property
    def columns(self) -> list[str]:
        """The columns of the list, in order."""
        return list(dict.fromkeys(column for row in self.rows for column in row))

    @cached_property
    def _by_folded_label(self) -> dict[str, str]:
        return {_folded(label): value for value, label in self.choices.items()}

    @cached_property
    def _rows_by_value(self) -> dict[str, dict[str, str]]:
        return {row["value"]: row for row in self.rows}

    def variables(self, prefix: str = "") -> Variables:
        chosen = {f"chosen.{prefix}{self.id}.{column}": Type.STRING for column in self.columns}
        return super().variables(prefix) | chosen

    def bindings(self, value: Any, prefix: str = "") -> dict[str, Any]:
        row = self._rows_by_value.get(value, {})
        chosen = {f"chosen.{prefix}{self.id}.{column}": row.get(column, "") for column in self.columns}
        return super().bindings(value, prefix) | chosen

    def normalise(self, typed: str) -> str:
        return typed if typed in self.choices else self._by_folded_label.get(_folded(typed), typed)

    def typed(self, value: Any) -> str:
        return self.choices.get(value, str(value or "")) if isinstance(value, str) else ""

    def wrong(self, value: str, context: Context) -> Iterator[Fault]:
        if len(value) > _LONGEST:
            yield context.fault("too_long", _("%(label)s: höchstens 200 Zeichen.") % {"label": self.label})
        elif value not in self.choices and not self.other:
            yield context.fault("not_in_list", self._not_in_list(value))

    def _not_in_list(self, value: str) -> str:
        names = {"typed": value[:60], "label": self.label}
        similar = process.extractOne(_folded(value), self._by_folded_label.keys(), score_cutoff=_LIKE_ENOUGH)
        if not similar:
            return _("%(label)s: „%(typed)s“ steht nicht in der Liste.") % names
        names["similar"] = self.choices[self._by_folded_label[similar[0]]]
        return _("„%(typed)s“ steht nicht in der Liste. Meinten Sie „%(similar)s“?") % names

    def formula_value(self, value: str) -> str:
        return value if value in self.choices or self.other else ""

    @property
    def finite_answers(self) -> tuple[Any, ...] | None:
        return None if self.other else (None, *self.choices)

    def schema(self) -> dict[str, Any]:
        return {"type": "string", "maxLength": _LONGEST} if self.other else {"enum": list(self.choices)}


def _folded(text: str) -> str:
    """So that ``Königstr.`` is ``koenigstrasse``."""
    folded = " ".join(fold(text).split())
    return folded.removesuffix("str.") + "strasse" if folded.endswith("str.") else folded
