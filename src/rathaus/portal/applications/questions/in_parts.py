"""What questions with several inputs have in common: a name, an address."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.translation import gettext as _

from rathaus.lib.text import clean
from rathaus.portal.applications.expressions import Type
from rathaus.portal.applications.questions.question import Context, Fault, Question


@dataclass(frozen=True, kw_only=True)
class QuestionInParts(Question):
    """An answer such as ``{"given": "Anna", "family": "Kowalski"}``; empty parts are left out."""

    lengths: ClassVar[dict[str, int]]
    """The parts in order, and how many characters each may have."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        cls.parts = dict.fromkeys(cls.lengths, Type.STRING)

    def asked(self) -> list[str]:
        """The parts that this question shows."""
        return list(self.lengths)

    def needed(self) -> dict[str, str]:
        """The parts that must be there, with the message if one is not."""
        raise NotImplementedError

    def wrong_parts(self, value: dict[str, str], context: Context) -> Iterator[Fault]:
        """Faults beyond missing and too long parts."""
        return iter(())

    def read(self, data: QueryDict, name: str) -> Any:
        typed = {part: " ".join(clean(data.get(f"{name}-{part}", "")).split()) for part in self.asked()}
        return {part: text for part, text in typed.items() if text} or None

    def from_json(self, value: Any) -> Any:
        if not self.understands(value):
            return value
        return {part: text for part, typed in value.items() if (text := clean(typed))}

    def understands(self, value: Any) -> bool:
        return isinstance(value, dict) and all(isinstance(text, str) for text in value.values())

    def faults(self, value: Any, context: Context) -> list[Fault]:
        if self.is_empty(value):
            return list(self._missing_parts({}, context)) if self.required else []
        if not self.understands(value):
            return [self.not_understood(value, context)]
        return list(self.wrong(value, context))

    def wrong(self, value: dict[str, str], context: Context) -> Iterator[Fault]:
        yield from self._missing_parts(value, context)
        for part in value:
            if part not in self.lengths:
                yield context.fault("unknown", _("Diese Angabe ist hier nicht vorgesehen."), part)
            elif len(value[part]) > self.lengths[part]:
                yield context.fault("too_long", self._too_long(value[part], self.lengths[part]), part)
        yield from self.wrong_parts(value, context)

    def _missing_parts(self, value: dict[str, str], context: Context) -> Iterator[Fault]:
        return (context.fault("required", text, part) for part, text in self.needed().items() if not value.get(part))

    def _too_long(self, text: str, most: int) -> str:
        return _("Höchstens %(most)s Zeichen, eingegeben sind %(many)s.") % {"most": most, "many": len(text)}

    def schema(self) -> dict[str, Any]:
        texts = {part: {"type": "string", "minLength": 1, "maxLength": self.lengths[part]} for part in self.lengths}
        return {"type": "object", "properties": texts, "required": list(self.needed()), "additionalProperties": False}
