"""The same questions for each of several: dogs, persons, vehicles."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from rathaus.portal.applications.expressions import Type
from rathaus.portal.applications.questions.question import Context, Fault, Question


@dataclass(frozen=True, kw_only=True)
class Group(Question):
    """``questions`` for each item; an item is called ``item`` ("Hund"), its title shows the answer ``title_from``."""

    type = "group"
    kind = Type.List(Type.Map(Type.STRING, Type.DYN))
    zero = ()

    item: str = ""
    title_from: str = ""
    min: int = 1
    max: int = 10
    questions: tuple[Question, ...] = ()

    def mistakes(self) -> Iterator[tuple[str, str]]:
        if not self.questions:
            yield "questions", "a group needs questions"
        if not self.item:
            yield "item", "item is missing: what is one of them called?"
        if not 0 <= self.min <= self.max or self.max > 50:
            yield "max", "min and max must be 0 <= min <= max <= 50"
        if self.title_from and self.title_from not in {question.id for question in self.questions}:
            yield "title_from", f"title_from names the unknown question {self.title_from!r}"

    @property
    def min_items(self) -> int:
        """How many there must be."""
        return max(self.min, 1) if self.required else 0

    @property
    def max_items(self) -> int:
        """How many there may be."""
        return self.max

    def item_title(self, index: int, item: dict[str, Any]) -> str:
        """``Hund 1: Bruno``."""
        name = self._name_of(item)
        return f"{self.item} {index + 1}: {name}" if name else f"{self.item} {index + 1}"

    def _name_of(self, item: dict[str, Any]) -> str:
        for question in self.questions:
            value = item.get(question.id)
            if question.id == self.title_from and not question.is_empty(value) and question.understands(value):
                return ", ".join(question.show(value))[:60]
        return ""

    def read(self, data: QueryDict, name: str) -> Any:
        return None

    def from_json(self, value: Any) -> Any:
        return value

    def understands(self, value: Any) -> bool:
        return isinstance(value, list) and all(isinstance(item, dict) for item in value)

    def missing(self) -> str:
        return _("Bitte machen Sie Angaben für mindestens einen Eintrag: %(item)s") % {"item": self.item}

    def wrong(self, value: Any, context: Context) -> Iterator[Fault]:
        names = {"item": self.item, "label": self.label, "many": len(value)}
        if len(value) < self.min_items:
            names["limit"] = self.min_items
            yield context.fault("too_few", _("%(label)s: mindestens %(limit)s, eingegeben sind %(many)s.") % names)
        if len(value) > self.max:
            names["limit"] = self.max
            yield context.fault("too_many", _("%(label)s: höchstens %(limit)s, eingegeben sind %(many)s.") % names)

    def formula_value(self, value: Any) -> Any:
        # Comprehensions may name every question of an item: where there is no answer, they see its zero.
        return [{one.id: one.item_value(item.get(one.id)) for one in self.questions} for item in value]

    def show(self, value: Any) -> list[str]:
        return [self.item_title(index, item) for index, item in enumerate(value)]
