"""Turns TOML tables into frozen dataclasses; names every key that is unknown, missing or of the wrong type."""

from collections.abc import Callable, Iterator
from dataclasses import MISSING, Field, dataclass, fields
from difflib import get_close_matches
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from rathaus.lib.toml import Place
from rathaus.portal.applications.questions import TYPES, Question

T = TypeVar("T")
_WORDS = {
    str: "a text",
    int: "a whole number",
    bool: "true or false",
    float: "a number",
    tuple: "a list",
    dict: "a table",
}


@dataclass(frozen=True)
class Mistake:
    """What is wrong at one place of a definition, in the words of its editor."""

    place: Place
    message: str


class Reader:
    """Reads tables and collects the ``mistakes`` on the way; an unknown key is one, unless ``forgiving``."""

    def __init__(self, *, forgiving: bool = False) -> None:
        self.forgiving = forgiving
        self.mistakes: list[Mistake] = []

    def complain(self, place: Place, message: str) -> None:
        """Note a mistake."""
        self.mistakes.append(Mistake(place, message))

    def read(self, cls: type[T], table: Any, place: Place = ()) -> T | None:
        """An object of ``cls`` from ``table``, or None if it can't be made."""
        if not isinstance(table, dict):
            self.complain(place, "a table is expected here")
            return None
        target = self._question_type(table, place) if cls is Question else cls
        return self._build(target, table, place) if target else None

    def _question_type(self, table: dict[str, Any], place: Place) -> Any:
        name = str(table.get("type", ""))
        if name not in TYPES:
            self.complain((*place, "type"), f"unknown question type {name!r}{_meant(name, TYPES)}")
        return TYPES.get(name)

    def _build(self, cls: Any, table: dict[str, Any], place: Place) -> Any:
        before = len(self.mistakes)
        keys = _keys(cls)
        known = [*keys, "type"] if issubclass(cls, Question) else list(keys)
        unknown = set() if self.forgiving else table.keys() - set(known)
        for key in unknown:
            self.complain((*place, key), f"unknown key {key!r}{_meant(key, known)}")
        values = {
            keys[key][0].name: self._value(keys[key][1], table[key], (*place, key)) for key in keys if key in table
        }
        missing = [key for key, (slot, _) in keys.items() if key not in table and _is_needed(slot)]
        for key in missing:
            self.complain(place, f"{key!r} is missing")
        if missing or any(value is MISSING for value in values.values()):
            return None
        built = cls(**values)
        if len(self.mistakes) == before:
            self._check(built, place)
        return built

    def _check(self, built: Any, place: Place) -> None:
        own: Callable[[], Iterator[tuple[str, str]]] = getattr(built, "mistakes", lambda: iter(()))
        for key, message in own():
            self.complain((*place, key), message)

    def _value(self, kind: Any, value: Any, place: Place) -> Any:
        if isinstance(kind, UnionType):
            kind = next(option for option in get_args(kind) if option is not NoneType)
        if get_origin(kind) is tuple:
            return self._list(get_args(kind)[0], value, place)
        if hasattr(kind, "__dataclass_fields__"):
            built = self.read(kind, value, place)
            return MISSING if built is None else built
        expected = get_origin(kind) or kind
        if _fits(expected, value):
            return value
        self.complain(place, f"{place[-1]!r} must be {_WORDS[expected]}")
        return MISSING

    def _list(self, kind: Any, value: Any, place: Place) -> Any:
        if not isinstance(value, list):
            self.complain(place, f"{place[-1]!r} must be a list")
            return MISSING
        entries = [self._value(kind, entry, (*place, index)) for index, entry in enumerate(value)]
        return tuple(entry for entry in entries if entry is not MISSING)


@cache
def _keys(cls: Any) -> dict[str, tuple[Field[Any], Any]]:
    hints = get_type_hints(cls)
    slots = [slot for slot in fields(cls) if slot.metadata.get("key") is not False]
    return {slot.metadata.get("key", slot.name): (slot, hints[slot.name]) for slot in slots}


def _is_needed(slot: Field[Any]) -> bool:
    return slot.default is MISSING and slot.default_factory is MISSING


def _fits(kind: Any, value: Any) -> bool:
    if kind is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, kind) and (kind is bool or not isinstance(value, bool))


def _meant(word: str, known: Any) -> str:
    close = get_close_matches(word, list(known), n=1)
    return f"; did you mean {close[0]!r}?" if close else ""
