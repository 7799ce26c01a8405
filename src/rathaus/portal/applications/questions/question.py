"""What all question types have in common, and how they are found by name."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.translation import gettext as _

from rathaus.lib.text import clean
from rathaus.portal.applications.expressions import Type, Variables


@dataclass(frozen=True)
class Fault:
    """What is wrong with one answer: ``path`` ("hunde.0.rasse", "adresse.postcode"), a code, plain German."""

    path: str
    code: str
    message: str
    question: str = ""
    """Path of the question as asked; differs from ``path`` where one part is meant."""
    where: str = ""
    """The item of a group it belongs to: "Hund 1: Bruno"."""

    @property
    def anchor(self) -> str:
        """Id of the control to go to."""
        return "id_" + self.path.replace(".", "-")

    @property
    def pointer(self) -> str:
        """JSON pointer (RFC 6901) into the answers; empty for the whole."""
        return "/" + self.path.replace(".", "/") if self.path else ""


@dataclass(frozen=True)
class Context:
    """Where a question is asked, and when."""

    path: str
    today: date
    not_before: date | None = None
    """The day that an answer before this one sets."""

    def fault(self, code: str, message: str, part: str = "") -> Fault:
        """A fault of this question, or of one ``part`` of it."""
        return Fault(f"{self.path}.{part}" if part else self.path, code, message, question=self.path)


@dataclass(frozen=True, kw_only=True)
class Question:
    """A question of an application; its fields are the keys it has in ``application.toml``."""

    type: ClassVar[str]
    """Its name in ``application.toml``."""
    kind: ClassVar[Type] = Type.STRING
    """Its type in expressions."""
    zero: ClassVar[Any] = ""
    parts: ClassVar[dict[str, Type]] = {}
    """Names after the dot (``adresse.town``) and their types, where the answer has parts."""
    stored: ClassVar[bool] = True
    """Whether the citizen's answer is kept; False for what is only shown or calculated."""

    id: str
    label: str
    help: str = ""
    required: bool = True
    when: str = ""
    autocomplete: str = ""
    prefill: str = ""
    """What of the applicant's profile fills it in: a name of ``known.sources``."""
    changed: str = "mark"
    """What happens if she changes what somebody vouches for: ``refuse``, ``mark`` or ``allow``."""
    sensitive: bool = False
    """Never offered again from an earlier application."""
    follows: tuple[str, str] | None = field(default=None, metadata={"key": False})
    """Set by the blueprint: the question and answer of the same page that make this one appear."""

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        if "type" in cls.__dict__:
            TYPES[cls.type] = cls

    @property
    def template(self) -> str:
        """The widget."""
        return f"applications/questions/{self.type}.html"

    def mistakes(self) -> Iterator[tuple[str, str]]:
        """What is wrong with the definition itself: key and message."""
        return iter(())

    # --- from the citizen

    def read(self, data: QueryDict, name: str) -> Any:
        """The answer in a POST: normalised if understood, otherwise as typed; None if empty."""
        typed = clean(data.get(name, ""))
        return self.normalise(typed) if typed else None

    def normalise(self, typed: str) -> Any:
        """The value that ``typed`` stands for, or ``typed`` itself."""
        return typed

    def from_json(self, value: Any) -> Any:
        """The answer in a program's JSON; what is not understood stays as it is."""
        return self.normalise(clean(value)) if isinstance(value, str) else value

    def typed(self, value: Any) -> str:
        """What the input shows for ``value``."""
        return "" if value is None else str(value)

    # --- checked

    def is_empty(self, value: Any) -> bool:
        """Whether nothing was answered."""
        return value in (None, "", [], {})

    def understands(self, value: Any) -> bool:
        """Whether ``value`` has the shape of an answer, right or wrong."""
        return isinstance(value, str)

    def counts(self, value: Any) -> bool:
        """Whether ``value`` is an answer that is understood."""
        return not self.is_empty(value) and self.understands(value)

    def faults(self, value: Any, context: Context) -> list[Fault]:
        """Everything wrong with ``value``, in the order of the widget."""
        if self.is_empty(value):
            return [context.fault("required", self.missing())] if self.required else []
        if not self.understands(value):
            return [self.not_understood(value, context)]
        return list(self.wrong(value, context))

    def missing(self) -> str:
        """The message for a required question without an answer."""
        return _("Bitte füllen Sie dieses Feld aus: %(label)s") % {"label": self.label}

    def not_understood(self, value: Any, context: Context) -> Fault:
        """The fault of an answer of the wrong shape."""
        return context.fault("not_understood", _("Diese Angabe verstehen wir nicht. Bitte prüfen Sie sie."))

    def wrong(self, value: Any, context: Context) -> Iterator[Fault]:
        """Faults of an answer that was understood."""
        return iter(())

    # --- used

    @property
    def zero_value(self) -> Any:
        """What expressions see while nothing is answered."""
        return self.zero

    def formula_value(self, value: Any) -> Any:
        """``value`` as expressions see it."""
        return value

    def item_value(self, value: Any) -> Any:
        """``value`` (None: no answer) within an item of a group, where CEL takes only plain JSON."""
        if self.parts:
            return self.part_values(value)
        return self.zero_value if value is None else self.formula_value(value)

    def part_values(self, value: Any) -> dict[str, Any]:
        """The parts' values by name; "" where ``value`` has none."""
        return {part: (value or {}).get(part) or "" for part in self.parts}

    def variables(self, prefix: str = "") -> Variables:
        """The names that expressions may use because of this question, with their types."""
        given = {f"given.{prefix}{self.id}": Type.BOOL} if self.stored else {}
        if self.parts:
            return given | {f"{prefix}{self.id}.{part}": kind for part, kind in self.parts.items()}
        return given | {prefix + self.id: self.kind}

    def bindings(self, value: Any, prefix: str = "") -> dict[str, Any]:
        """The values of those names; ``value`` is None when there is no answer that counts."""
        name = prefix + self.id
        bound = {f"given.{name}": value is not None} if self.stored else {}
        if self.parts:
            return bound | {f"{name}.{part}": text for part, text in self.part_values(value).items()}
        bound[name] = self.zero_value if value is None else self.formula_value(value)
        return bound

    def show(self, value: Any) -> list[str]:
        """``value`` in the citizen's words, line by line; not called for an empty one."""
        return [self.typed(value)]

    def schema(self) -> dict[str, Any]:
        """JSON Schema of the answer."""
        return {"type": "string"}

    @property
    def finite_answers(self) -> tuple[Any, ...] | None:
        """All answers that make a difference to conditions, or None if there are too many to try."""
        return None


TYPES: dict[str, type[Question]] = {}
"""All question types by name; each registers itself when it is defined."""
