"""What visitors were told, kept outside the house: one line for each, on disk before the next thing happens."""

import json
import os
import threading
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

KINDS = ("application", "idea", "vote", "seat", "message", "decision")


@dataclass(frozen=True)
class Entry:
    """One line. ``mark`` is unique for each deed and joins what was tried with what was acknowledged."""

    kind: str
    mark: str
    acknowledged: bool
    at: float
    """Seconds since the epoch."""
    facts: dict[str, Any]


class Ledger:
    """A file that only grows; any number of threads may write."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)

    def tried(self, kind: str, mark: str, **facts: Any) -> None:
        """Something is about to be sent; nobody knows yet whether it counts."""
        self._append(kind, mark, False, facts)

    def note(self, kind: str, mark: str, **facts: Any) -> None:
        """A visitor was told that it counts; synced when this returns."""
        self._append(kind, mark, True, facts)

    def _append(self, kind: str, mark: str, acknowledged: bool, facts: dict[str, Any]) -> None:
        line = {"kind": kind, "mark": mark, "acknowledged": acknowledged, "at": time.time(), "facts": facts}
        with self._lock:
            os.write(self._file, json.dumps(line, ensure_ascii=False).encode() + b"\n")
            os.fsync(self._file)


def read(path: Path) -> Iterator[Entry]:
    """All lines, in the order they were written."""
    for line in path.read_text("utf-8").splitlines():
        yield Entry(**json.loads(line))


def acknowledged(path: Path) -> dict[str, Entry]:
    """What counts, by mark."""
    return {entry.mark: entry for entry in read(path) if entry.acknowledged}


def open_ended(path: Path) -> dict[str, Entry]:
    """What was tried and never acknowledged, by mark: it may be there, whole, or not at all."""
    told = acknowledged(path)
    return {entry.mark: entry for entry in read(path) if entry.mark not in told}
