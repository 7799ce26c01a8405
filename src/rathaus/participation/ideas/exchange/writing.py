"""Writes the public ideas as CSV that a spreadsheet opens without running anything."""

import csv
import io
from collections.abc import Iterator
from typing import Any

from rathaus.lib.text import as_cell
from rathaus.participation.ideas.models import Idea

HEADER = (
    "number", "title", "text", "field", "district", "state", "origin", "sent_at", "supports", "comments",
    "author_name", "answer", "is_example", "url",
)  # fmt: skip
AT_ONCE = 500


def written(address: str) -> Iterator[str]:
    """Line after line, the oldest first, few of them in memory; ``address`` is that of this house."""
    yield _line(HEADER)
    last = 0
    while ideas := list(Idea.objects.public().filter(number__gt=last).order_by("number")[:AT_ONCE]):
        yield "".join(_line(_cells(idea, address)) for idea in ideas)
        last = ideas[-1].number


def _cells(idea: Idea, address: str) -> tuple[Any, ...]:
    return (
        idea.number,
        as_cell(idea.title),
        as_cell(idea.text),
        idea.field,
        idea.district,
        idea.state,
        idea.origin,
        idea.sent_at.isoformat(timespec="seconds"),
        idea.supports,
        idea.comments_count,
        as_cell(idea.author_name),
        as_cell(idea.answer),
        "true" if idea.is_example else "false",
        address + idea.get_absolute_url(),
    )


def _line(cells: tuple[Any, ...]) -> str:
    """RFC 4180: commas, CRLF, quotes doubled."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()
