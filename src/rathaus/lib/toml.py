"""Where things stand in a TOML file that people write: Python's reader knows values but no lines."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

Place = tuple[str | int, ...]
"""Where something stands: ``("steps", 0, "questions", 2, "when")``."""

_HEADER = re.compile(r"\s*(\[\[?)\s*([^\[\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+|\"[^\"]+\")(?:\s*\.\s*[A-Za-z0-9_\"-]+)*\s*=(.*)$")


@dataclass(frozen=True, order=True)
class ContentFault:
    """What is wrong, and where; ``str`` writes it ``services/kita/service.toml:12: …``."""

    file: Path
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


def line_of(lines: Mapping[Place, int], place: Place) -> int:
    """The line (from 1) of the entry at ``place``, or of the nearest one around it."""
    while place and place not in lines:
        place = place[:-1]
    return lines.get(place, 1)


def line_in(complaint: str) -> int:
    """The line that ``tomllib`` names in its complaint ("… (at line 4, column 2)")."""
    found = re.search(r"\(at line (\d+)", complaint)
    return int(found[1]) if found else 1


def lines_of(text: str) -> dict[Place, int]:
    """Line numbers (from 1) of all tables and keys."""
    lines: dict[Place, int] = {}
    counts: dict[Place, int] = {}
    table: Place = ()
    until = ""
    for number, line in enumerate(text.splitlines(), 1):
        if until:
            until = _still_open(line, until)
        elif header := _HEADER.match(line):
            table = _table_place(header[2], is_entry=header[1] == "[[", counts=counts)
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines[(*table, key[1].strip('"'))] = number
            until = _opened(key[2].strip())
    return lines


def _table_place(name: str, *, is_entry: bool, counts: dict[Place, int]) -> Place:
    """``steps.questions`` → ("steps", 3, "questions", 0): always the last entry so far, or a new one."""
    place: Place = ()
    parts = [part.strip().strip('"') for part in name.split(".")]
    for position, part in enumerate(parts, 1):
        place = (*place, part)
        if is_entry and position == len(parts):
            counts[place] = counts.get(place, -1) + 1
        if place in counts:
            place = (*place, counts[place])
    return place


def _opened(value: str) -> str:
    """What ends the value that begins with ``value`` and goes on in the next line; "" if it does not go on."""
    for quotes in ('"""', "'''"):
        if value.startswith(quotes):
            return "" if quotes in value[3:] else quotes
    return "]" * _depth(value) if value.startswith("[") else ""


def _still_open(line: str, until: str) -> str:
    if until in ('"""', "'''"):
        return "" if until in line else until
    depth = len(until) + _depth(line)
    return "]" * depth


def _depth(line: str) -> int:
    bare = re.sub(r"\"(?:\\.|[^\"\\])*\"|'[^']*'|#.*", "", line)
    return bare.count("[") - bare.count("]")
