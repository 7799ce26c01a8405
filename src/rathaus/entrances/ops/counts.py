"""What this process has answered, and what all web processes of one server have together.

Each process counts in memory; once a second a thread writes what it has to a file of its own in ``DATA_DIR/metrics``.
Whoever is asked for metrics adds up the files of its server: a folder for each, named by the process that started
them, so that a process started again loses no count, and a server started again begins at zero. On a full disk files
stay as they are and nothing else happens; counters in mapped memory would end the process there.
"""

import contextlib
import json
import os
import shutil
import threading
from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings

BOUNDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Seconds; up to these a request counts in a bucket of its own, beyond in a last one."""
PAUSE = 1.0
"""Seconds between two writings."""

Answers = Counter[tuple[str, str, str]]
"""By route, method and class of status (``2xx``)."""
Durations = dict[str, list[float]]
"""By route: how many in each bucket, and all seconds together."""


class Counts:
    """The counters of one process."""

    def __init__(self) -> None:
        self.answers: Answers = Counter()
        self.durations: Durations = {}
        self.mails = Counter[str]()
        """Mails about accounts, which go with a page, by what became of them."""
        self.kept: Callable[[], int] = int
        """How many pages were answered in front of Django: asked for when it is wanted."""
        self._lock, self._writing = threading.Lock(), threading.Lock()
        self._writer: threading.Thread | None = None
        self._ended = threading.Event()
        self._written = ""

    def answered(self, route: str, method: str, status: int, seconds: float) -> None:
        """One request was answered."""
        with self._lock:
            self.answers[route, method, f"{status // 100}xx"] += 1
            numbers = self.durations.setdefault(route, [0] * (len(BOUNDS) + 1) + [0.0])
            numbers[bisect_left(BOUNDS, seconds)] += 1
            numbers[-1] += seconds
            if self._writer is None:
                self.start()

    def mailed(self, outcome: str) -> None:
        """A mail about an account was sent, or was not."""
        with self._lock:
            self.mails[outcome] += 1

    def start(self) -> None:
        """Begin to write by and by."""
        self._writer = threading.Thread(target=self._keep_writing, name="counts", daemon=True)
        self._writer.start()

    def end(self) -> None:
        """Write no more by and by, nor what is being written."""
        self._ended.set()
        if self._writer:
            self._writer.join()

    def write(self) -> None:
        """Let the other processes know. Raises OSError."""
        with self._writing:
            self._write()

    def _write(self) -> None:
        with self._lock:
            answers = [[*key, number] for key, number in self.answers.items()]
            counts = {"answers": answers, "durations": self.durations, "mails": self.mails, "kept": self.kept()}
            told = json.dumps(counts)
        if told == self._written:
            return
        folder = folder_of_server()
        folder.mkdir(parents=True, exist_ok=True)
        draft = folder / f"{os.getpid()}.new"
        draft.write_text(told)
        draft.rename(folder / f"{os.getpid()}.json")
        self._written = told

    def _keep_writing(self) -> None:
        forget_other_servers()
        while not self._ended.wait(PAUSE):
            with contextlib.suppress(OSError):
                self.write()


COUNTS = Counts()


@dataclass
class Total:
    """What all processes of this server have together; see ``Counts``."""

    answers: Answers = field(default_factory=Counter)
    durations: Durations = field(default_factory=dict)
    mails: Counter[str] = field(default_factory=Counter)
    kept: int = 0


def of_all_processes() -> Total:
    """Added up from their files."""
    with contextlib.suppress(OSError):
        COUNTS.write()
    total = Total()
    for told in _files():
        total.answers.update({(route, method, status): number for route, method, status, number in told["answers"]})
        for route, numbers in told["durations"].items():
            before = total.durations.get(route, [0] * len(numbers))
            total.durations[route] = [a + b for a, b in zip(before, numbers, strict=True)]
        total.mails.update(told["mails"])
        total.kept += told["kept"]
    return total


def _files() -> Iterator[dict]:
    for file in folder_of_server().glob("*.json"):
        with contextlib.suppress(OSError, ValueError):
            yield json.loads(file.read_text())


def folder_of_server() -> Path:
    """Where the processes with our parent keep their counts."""
    return settings.DATA_DIR / "metrics" / _name(os.getppid())


def forget_other_servers() -> None:
    """Remove what servers left that run no more."""
    with contextlib.suppress(OSError):
        for folder in (settings.DATA_DIR / "metrics").iterdir():
            pid = folder.name.partition("-")[0]
            if not pid.isdigit() or _name(int(pid)) != folder.name:
                shutil.rmtree(folder, ignore_errors=True)


def _name(pid: int) -> str:
    """``<pid>-<when it began>``, as numbers of processes come again; only the second part differs for a stranger."""
    with contextlib.suppress(OSError):
        # Behind the name of the program, which may hold anything, stand 19 numbers; the last is the start (proc(5)).
        return f"{pid}-{Path(f'/proc/{pid}/stat').read_text().rpartition(')')[2].split()[19]}"
    return f"{pid}-0" if pid == os.getppid() else f"{pid}-gone"
