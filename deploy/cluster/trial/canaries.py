"""The canaries on all database machines, and what their lines say about who was primary when."""

import json
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from deploy.cluster.trial.network import Machine
from deploy.cluster.trial.services import Service
from deploy.cluster.trial.templates import FOLDER

ROOT = FOLDER.parent.parent


@dataclass(frozen=True)
class Line:
    """A commit that ``machine`` acknowledged; times are ``time.monotonic()``, one clock for all our machines."""

    machine: str
    number: int
    timeline: int
    """PostgreSQL counts it up with each new primary."""
    begun: float
    taken: float


class Canaries:
    """One on each machine, writing to 127.0.0.1 there: a machine cut off from all others still has its canary."""

    def __init__(self, machines: list[Machine], folder: Path, password: str) -> None:
        settings = {
            "CANARY_URL": f"postgresql://rathaus:{password}@127.0.0.1:5432/canary",
            "PYTHONPATH": str(ROOT),
        }
        self.services = [
            Service(
                machine,
                "canary",
                [sys.executable, "-m", "deploy.cluster.trial.canary", machine.name],
                folder / f"{machine.name}.canary",
                settings=settings,
            )
            for machine in machines
        ]

    def start(self) -> None:
        for service in self.services:
            service.start()

    def lines(self, since: float = 0.0) -> list[Line]:
        """What was acknowledged, in the order of acknowledgement."""
        read = [json.loads(text) for service in self.services for text in _whole_lines(service.log)]
        lines = [Line(**said) for said in read]
        return sorted((line for line in lines if line.taken >= since), key=lambda line: line.taken)

    def gap(self, since: float) -> float:
        """Seconds of the longest time in which no machine took a line."""
        return max((later.taken - earlier.taken for earlier, later in pairwise(self.lines(since))), default=0.0)


def missing(lines: list[Line], present: set[tuple[str, int]]) -> list[str]:
    """Acknowledged lines that are not among those of the table, which was read after them."""
    gone = [line for line in lines if (line.machine, line.number) not in present]
    return [f"line {line.number} of the canary on {line.machine} was acknowledged and is gone" for line in gone]


def two_primaries(lines: list[Line]) -> list[str]:
    """Lines that were taken on an older timeline although begun when a newer one had already taken some."""
    first: dict[int, Line] = {}
    for line in lines:
        first.setdefault(line.timeline, line)
    found = []
    for line in lines:
        if line.machine != first[line.timeline].machine:
            found.append(f"timeline {line.timeline} was written by {line.machine} and {first[line.timeline].machine}")
        for newer, its_first in first.items():
            if newer > line.timeline and line.begun > its_first.taken:
                found.append(f"{line.machine} took line {line.number} while {its_first.machine} was primary")
    return found


def _whole_lines(log: Path) -> list[str]:
    """A canary that is writing right now may have half a line there; what it says on standard error is no line."""
    texts = log.read_text(errors="replace").split("\n")[:-1] if log.exists() else []
    return [text for text in texts if text.startswith("{")]
