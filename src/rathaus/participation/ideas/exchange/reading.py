"""Reads ideas from a CSV file; whatever is wrong is said with its line."""

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rathaus.lib.text import clean, fold
from rathaus.participation.ideas.actions import NewIdea
from rathaus.participation.ideas.content import Named, participation
from rathaus.participation.ideas.models import Origin

COLUMNS = ("title", "text", "field", "district", "place", "id")
LONGEST_TITLE, LONGEST_TEXT, LONGEST_PLACE = 120, 5000, 200


class Unreadable(Exception):
    """The file as a whole is no CSV that we understand; says why, and where."""


@dataclass(frozen=True)
class Row:
    """A record of the file: an idea, or what is wrong with it. ``id`` is empty where the file has none."""

    line: int
    idea: NewIdea | None = None
    id: str = ""
    fault: str = ""


class _Wrong(Exception):
    pass


def read_ideas(content: bytes, columns: dict[str, str], *, field: str = "", origin_text: str = "") -> Iterator[Row]:
    """The records of a file, in order. ``columns`` says which column holds ``text`` (needed) and the other COLUMNS.

    ``field`` is for those that name none. Raises Unreadable, where the file itself ends making sense even halfway.
    """
    records = _records(_decoded(content))
    header = next(records, (0, []))[1]
    places = {name: _place(header, column) for name, column in columns.items()}
    for line, cells in records:
        if not cells:
            continue
        try:
            if len(cells) != len(header):
                raise _Wrong(f"{len(cells)} cells, the header has {len(header)}")
            said = {name: clean(cells[place]) for name, place in places.items()}
            yield Row(line, _idea(said, field, origin_text), said.get("id", ""))
        except _Wrong as wrong:
            yield Row(line, fault=str(wrong))


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        raise Unreadable(f"line {line}: byte 0x{content[fault.start]:02x} is not UTF-8") from fault


def _records(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the line it begins on."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as fault:
            raise Unreadable(f"line {line}: {fault}") from fault
        yield line, cells


def _place(header: Sequence[str], column: str) -> int:
    if header.count(column) != 1:
        raise Unreadable(f"line 1: the header has {header.count(column)} columns named {column!r}: {', '.join(header)}")
    return header.index(column)


def _idea(said: dict[str, str], field: str, origin_text: str) -> NewIdea:
    city = participation()
    text = _within(said["text"], LONGEST_TEXT, "text")
    if not text:
        raise _Wrong("no text")
    return NewIdea(
        title=_within(said.get("title", ""), LONGEST_TITLE, "title") or first_words(text),
        text=text,
        field=_slug(said.get("field") or field, [*city.fields.values()], "field"),
        district=_slug(said["district"], [*city.districts.values()], "district") if said.get("district") else "",
        place=_within(said.get("place", ""), LONGEST_PLACE, "place"),
        origin=Origin.IMPORT,
        origin_text=origin_text,
    )


def _within(text: str, longest: int, name: str) -> str:
    if len(text) > longest:
        raise _Wrong(f"{name} has {len(text)} characters, {longest} may be")
    return text


def _slug(said: str, known: Sequence[Named], name: str) -> str:
    """By slug or by name."""
    for one in known:
        if fold(said) in (one.slug, fold(one.name)):
            return one.slug
    raise _Wrong(f"{name} {said!r} is none of {', '.join(one.slug for one in known)}")


def first_words(text: str, longest: int = 80) -> str:
    """A title for a text that has none: as many of its first words as fit, on one line."""
    whole = " ".join(text.split())
    return whole if len(whole) <= longest else f"{whole[:longest].rpartition(' ')[0] or whole[:longest]} …"
