"""Takes over the ideas of a file."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import transaction

from rathaus.participation.ideas.actions import send_idea
from rathaus.participation.ideas.actions.once import NameReused, send_once
from rathaus.participation.ideas.exchange.reading import Row


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


@transaction.atomic
def import_ideas(rows: Iterable[Row], source: str, *, checked: bool = False, keep_going: bool = False) -> Report:
    """Send each row as an idea; a row with an id that came from ``source`` before is left as it is.

    Raises NothingDone unless ``keep_going`` leaves out the rows that have faults.
    """
    report = Report()
    for row in rows:
        _take(row, source, checked, report)
    if report.faults and not keep_going:
        raise NothingDone(report.faults)
    return report


def _take(row: Row, source: str, checked: bool, report: Report) -> None:
    if row.idea is None:
        report.faults.append((row.line, row.fault))
    elif not row.id:
        send_idea(row.idea, by="system", checked=checked)
        report.new += 1
    else:
        _take_once(row, source, checked, report)


def _take_once(row: Row, source: str, checked: bool, report: Report) -> None:
    assert row.idea is not None
    try:
        sent = send_once(row.idea, f"import:{source}:{row.id}", by="system", checked=checked)
    except NameReused:
        report.faults.append((row.line, f"id {row.id!r} came before with another text"))
        return
    report.new += sent.is_new
    report.known += not sent.is_new
