"""Conditions and calculations of an application, in CEL (Common Expression Language, https://cel.dev).

Names are declared one by one (``anzahl``, ``given.anzahl``, ``adresse.town``, ``item.rasse``), so the language's own
checker finds every misspelled one when a definition is published.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from cel_expr_python import cel
from cel_expr_python.cel import Type

from rathaus.portal.applications.functions import age_on, town_hall_functions

Variables = dict[str, Type]
Values = Mapping[str, Any]

_STRING = re.compile(r"""[rRbB]{0,2}(?:\"{3}.*?\"{3}|'{3}.*?'{3}|\"(?:\\.|[^\"\\])*\"|'(?:\\.|[^'\\])*')""", re.DOTALL)
_NAME = re.compile(r"(?<![\w.])[A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*)*")
_UNDECLARED = re.compile(r"undeclared reference to '([^']+)'")
_AGE = re.compile(r"\bage\s*\(")
_COMPLAINT = re.compile(r"<input>:(\d+):(\d+): ([^\n]*)")
RESERVED_WORDS = frozenset({
    "as", "break", "const", "continue", "else", "false", "for", "function", "if", "import", "in", "let", "loop",
    "namespace", "null", "package", "return", "true", "var", "void", "while",
})  # fmt: skip


class Faulty(Exception):
    """The expression does not follow the language; the message says where."""


class Undecided(Exception):
    """The expression has no value for these answers (division by zero, a missing name, an index out of range)."""


@dataclass(frozen=True)
class Expression:
    """A checked expression; ``kind`` is CEL's name of its type (``BOOL``, ``INT`` …)."""

    source: str
    names: frozenset[str]
    kind: str
    asks_age: bool
    compiled: Any = field(repr=False)

    def evaluate(self, values: Values) -> Any:
        """The plain Python value for ``values`` (by declared name), or Undecided."""
        known = {name: values[name] for name in self.names if name in values}
        bound = [age_on(values["today"])] if self.asks_age else []
        result = self.compiled.eval(data=known, functions=bound)
        if result.type() == Type.ERROR:
            raise Undecided(f"{self.source}: {result.value()}")
        return result.plain_value()

    def holds(self, values: Values) -> bool:
        """True only when the condition is decided and true."""
        try:
            return self.evaluate(values) is True
        except Undecided:
            return False


class Language:
    """What expressions of one place may name: variables with their types, and the town hall's functions."""

    def __init__(self, variables: Variables) -> None:
        self.variables = variables
        self._compiled: dict[str, Expression] = {}

    @cached_property
    def _environment(self) -> Any:
        return cel.NewEnv(variables=self.variables, extensions=[town_hall_functions()])

    def compile(self, source: str) -> Expression:
        """The expression for ``source``, compiled once; Faulty if it names something unknown or mixes types."""
        if source not in self._compiled:
            self._compiled[source] = self._compile(source)
        return self._compiled[source]

    def _compile(self, source: str) -> Expression:
        try:
            compiled = self._environment.compile(source)
        except RuntimeError as error:
            raise Faulty(self._complaint(str(error), source)) from None
        return Expression(source, self.names_in(source), compiled.return_type().name(), asks_age(source), compiled)

    def names_in(self, source: str) -> frozenset[str]:
        """The declared names that ``source`` uses."""
        return frozenset(name for dotted in dotted_names(source) if (name := self._declared(dotted)))

    def _complaint(self, error: str, source: str) -> str:
        """CEL's message in an editor's words, with the place in ``source``."""
        found = _COMPLAINT.search(error)
        if not found:
            return error.partition("\n")[0]
        line, column, message = found.groups()
        message = message.replace(" (in container '')", "").removesuffix(" [INVALID_ARGUMENT]")
        if unknown := _UNDECLARED.search(message):
            message = f"unknown name {unknown[1]!r}{self._meant(unknown[1])}"
        elif "double" in message and "int" in message:
            message += " (a number is a double: write 1.0, or whole = true at the question)"
        return f"{message}, at character {column} of line {line} in: {source.strip()}"

    def _meant(self, unknown: str) -> str:
        close = get_close_matches(unknown, self.variables, n=1)
        return f"; did you mean {close[0]!r}?" if close else ""

    def _declared(self, dotted: str) -> str | None:
        while dotted and dotted not in self.variables:
            dotted = dotted.rpartition(".")[0]
        return dotted or None


def dotted_names(source: str) -> list[str]:
    """Everything in ``source`` that looks like a name with its fields, without what stands in quotes."""
    return [re.sub(r"\s", "", name) for name in _NAME.findall(without_texts(source))]


def without_texts(source: str) -> str:
    """``source`` with empty text literals."""
    return _STRING.sub("''", source)


def asks_age(source: str) -> bool:
    """Whether ``source`` calls ``age``, whose result changes from day to day."""
    return bool(_AGE.search(without_texts(source)))
