"""An application of four steps with one file: durable until the receipt, then until PDF and message are there."""

import http.client
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from statistics import median

from bench import backlog
from bench.applicant import FOUR_STEPS, Applicant
from bench.databases import copy, let_go
from bench.limits.by_hand import Plan, Writers
from bench.limits.recording import Recorder
from bench.rows import Row, alone, rates
from bench.servers import Server, serve
from bench.units import Run
from rathaus.portal.applications.models import Application

UNIT = "application"
VISITORS = 8
"""How many apply at the same time."""


class Lost(Exception):
    """An application that got its receipt is not in the database, or is there twice."""


def measure(run: Run) -> list[Row]:
    """Complete applications a second, and how fast the worker follows."""
    with _house(run) as server:
        plan = _recorded(server)
        backlog.drain()
        work = backlog.recorded(*(_sent(server) for _ in range(2)))
    let_go()
    place = copy(run.url, run.folder)
    writers = Writers(plan, place, run.folder, VISITORS)
    writers.write(VISITORS)
    sent, written, cpu, worked, by_hand, two = [], [], [], [], [], []
    for _ in range(run.rounds):
        with _house(run) as server:
            backlog.drain()
            used = server.cpu_seconds()
            sent.append(_send(server.port, run.applications))
            cpu.append((server.cpu_seconds() - used) / run.applications * 1000)
        written.append(writers.write(run.applications))
        worked.append(run.applications / backlog.drain())
        by_hand.append(work.by_hand(place, run.folder, run.applications))
        with _house(run) as server:
            _send(server.port, run.applications)
        waiting = run.applications + VISITORS
        two.append(waiting / backlog.drain(workers=2))
    return [
        rates(UNIT, "complete applications/s", sent, written, at_least=0.10),
        alone(UNIT, "complete applications/s", median(sent), at_least=25),
        alone(UNIT, "CPU ms of the web workers each", median(cpu)),
        *backlog.rows(worked, two, by_hand),
    ]


@contextmanager
def _house(run: Run) -> Iterator[Server]:
    """The web server, warm: each of its workers has read the definition."""
    with serve("rathaus.config.wsgi:application", run.folder, probe=FOUR_STEPS) as server:
        _send(server.port, VISITORS)
        yield server


class _Watched(Applicant):
    """An applicant whose every request is followed by a look at what it wrote."""

    def __init__(self, there: http.client.HTTPConnection) -> None:
        super().__init__(there)
        self.recorder = Recorder()
        self.plan: Plan = []

    def _ask(self, method: str, path: str, content: bytes | str | None = None, kind: str = "") -> tuple[int, str, str]:
        answer = super()._ask(method, path, content, kind)
        if (changes := self.recorder.changes()).statements:
            self.plan.append(changes)
        return answer


def _recorded(server: Server) -> Plan:
    watched = _Watched(_connection(server.port))
    watched.apply()
    return watched.plan


def _sent(server: Server) -> Application:
    return Application.objects.get(reference=Applicant(_connection(server.port)).apply())


def _send(port: int, count: int) -> float:
    """Complete applications a second; raises Lost unless each is there once."""
    start = time.perf_counter()
    with ThreadPoolExecutor(VISITORS) as pool:
        references = list(pool.map(lambda _: Applicant(_connection(port)).apply(), range(count)))
    seconds = time.perf_counter() - start
    stored = Application.objects.filter(reference__in=references).count()
    if not len(set(references)) == stored == count:
        raise Lost(f"{count} sent, {len(set(references))} receipts, {stored} stored")
    return count / seconds


def _connection(port: int) -> http.client.HTTPConnection:
    return http.client.HTTPConnection("127.0.0.1", port, timeout=60)
