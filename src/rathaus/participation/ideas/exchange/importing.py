"""Takes over the ideas of a file."""

import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from rathaus.participation.ideas.actions import NewIdea, send_idea
from rathaus.participation.ideas.actions.once import NameReused, send_once
from rathaus.participation.ideas.exchange.reading import Row

AT_ONCE = 30
"""Rows of one transaction, a third of a second."""
PAUSE = 0.1
"""Seconds between them: whoever waits for SQLite looks every tenth of a second whether it is free."""


@dataclass
class Report:
    """``new`` ideas, ``known`` ones that had come before, and ``faults`` with their line."""

    new: int = 0
    known: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)


class NothingDone(Exception):
    """Rows have faults, and all or nothing was wanted."""

    def __init__(self, faults: Sequence[tuple[int, str]]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


def import_ideas(rows: Iterable[Row], source: str, *, checked: bool = False, keep_going: bool = False) -> Report:
    """Send each row as an idea; a row with an id that came from ``source`` before is left as it is.

    Raises NothingDone before the first is sent, unless ``keep_going`` leaves out the rows that have faults. An id that
    an earlier file gave to another text is told and left out in any case. Ended halfway, it goes on when called again,
    if rows have ids.
    """
    read = list(rows)
    faults = [*_faults(read)]
    if faults and not keep_going:
        raise NothingDone(faults)
    report, wrong = Report(faults=faults), {line for line, _fault in faults}
    good = [row for row in read if row.line not in wrong]
    for start in range(0, len(good), AT_ONCE):
        _take_all(good[start : start + AT_ONCE], source, checked, report)
        time.sleep(PAUSE)
    report.faults.sort()
    return report


def _faults(rows: Iterable[Row]) -> Iterator[tuple[int, str]]:
    ideas: dict[str, NewIdea] = {}
    for row in rows:
        if row.idea is None:
            yield row.line, row.fault
        elif row.id and ideas.setdefault(row.id, row.idea) != row.idea:
            yield row.line, _reused(row)


@transaction.atomic
def _take_all(rows: Iterable[Row], source: str, checked: bool, report: Report) -> None:
    for row in rows:
        _take(row, source, checked, report)


def _take(row: Row, source: str, checked: bool, report: Report) -> None:
    assert row.idea is not None
    if not row.id:
        send_idea(row.idea, by="system", checked=checked)
        report.new += 1
    else:
        _take_once(row, source, checked, report)


def _take_once(row: Row, source: str, checked: bool, report: Report) -> None:
    assert row.idea is not None
    try:
        sent = send_once(row.idea, f"import:{source}:{row.id}", by="system", checked=checked)
    except NameReused:
        report.faults.append((row.line, _reused(row)))
        return
    report.new += sent.is_new
    report.known += not sent.is_new


def _reused(row: Row) -> str:
    return f"id {row.id!r} came before with another text"
