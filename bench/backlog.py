"""What background workers do after applications, beside the same by hand: typst, the file, the rows."""

import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any
from unittest.mock import patch

from django.db.models import Max, Min
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from bench.limits.by_hand import Transaction, Writer
from bench.limits.recording import Recorder
from bench.rows import Row, alone, rates
from rathaus.foundation.documents import letters
from rathaus.portal.applications import receipts
from rathaus.portal.applications.models import Application

UNIT = "application, backlog"
WAITING = 500
"""So many applications should be done within TEN seconds."""
TEN = 10
_FIRST_NUMBER = 2_000_000_000


class Unfinished(Exception):
    """The worker ended and something was not done."""


@dataclass
class Work:
    """What the worker does for one application: a letter with its data, and rows."""

    letter: tuple[Any, ...]
    rows: Transaction

    def by_hand(self, place: str, folder: Path, count: int) -> float:
        """The same for ``count`` applications; gives how many a second."""
        writer = Writer(place, folder, _FIRST_NUMBER + time.monotonic_ns() % 100_000_000)
        start = time.perf_counter()
        for _ in range(count):
            letters.render(*self.letter)
            writer.write([self.rows])
        return count / (time.perf_counter() - start)


def recorded(earlier: Application, latest: Application) -> Work:
    """Watches the worker deal with ``latest``; ``earlier`` waits as well, and is only looked at for its letter."""
    with patch.object(letters, "render", wraps=letters.render) as render:
        receipts.write(str(earlier.pk))
    recorder = Recorder()
    drain()
    return Work(render.call_args.args, recorder.changes())


def drain(workers: int = 1) -> float:
    """Let them do all that waits; seconds from the first task to the end of the last. Raises Unfinished."""
    began = timezone.now()
    command = [sys.executable, "-m", "rathaus.config.manage", "worker", "--batch"]
    running = [
        subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True) for _ in range(workers)
    ]
    said = [one.communicate()[1] for one in running]
    failed = any(one.returncode for one in running)
    if failed or DBTaskResult.objects.ready().exists() or Application.objects.filter(receipt=None).exists():
        raise Unfinished("\n".join(said)[-3000:])
    done = DBTaskResult.objects.filter(finished_at__gte=began).aggregate(
        first=Min("started_at"), last=Max("finished_at")
    )
    return (done["last"] - done["first"]).total_seconds()


def rows(house: list[float], two: list[float], by_hand: list[float]) -> list[Row]:
    """Applications a second in each round: of one worker, of two at once, and by hand in one process."""
    figure = f"s for {WAITING} applications, at this pace"
    return [
        rates(UNIT, "applications/s", house, by_hand),
        alone(UNIT, figure, WAITING / median(house), at_most=TEN),
        rates(UNIT, "applications/s, two workers", two, by_hand),
        alone(UNIT, f"{figure}, two workers", WAITING / median(two), at_most=TEN),
    ]
