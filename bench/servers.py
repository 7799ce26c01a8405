"""A web server as production runs it, and what its processes cost."""

import os
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.load import WrongAnswer, ask, request
from scripts.children import Child

WORKERS = 2
_TICK = os.sysconf("SC_CLK_TCK")
_PATIENCE = 60


@dataclass(frozen=True)
class Server:
    """A running server; ``process`` is the id of its first process."""

    port: int
    process: int

    def cpu_seconds(self) -> float:
        """CPU time of all its processes so far."""
        return sum(map(_cpu, _family(self.process)))


@contextmanager
def serve(application: str, folder: Path, *, probe: str, settings: dict[str, str] | None = None) -> Iterator[Server]:
    """Granian with ``application`` and two workers, until the block ends; ready when ``probe`` is answered."""
    port = free_port()
    command = [
        *(sys.executable, "-m", "granian", application, "--interface", "wsgi", "--no-ws", "--port", str(port)),
        *("--workers", str(WORKERS), "--blocking-threads", "4", "--backpressure", "128", "--log-level", "warning"),
    ]
    with running(application, command, folder, settings or {}) as process:
        _wait(port, probe, folder)
        yield Server(port, process)


@contextmanager
def running(name: str, command: list[str], folder: Path, settings: dict[str, str]) -> Iterator[int]:
    """Any process with its log in ``folder``, ended with the block; gives its id."""
    child = Child(name, ["env", *(f"{key}={value}" for key, value in settings.items()), *command], _log(folder))
    child.start()
    assert child.process
    try:
        yield child.process.pid
    finally:
        child.ask_to_end()
        child.end(patience=10)


def free_port() -> int:
    """A port of this machine nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _log(folder: Path) -> Path:
    return folder / "processes.log"


def _wait(port: int, probe: str, folder: Path) -> None:
    for _ in range(_PATIENCE * 10):
        try:
            ask(port, request(probe))
        except (OSError, WrongAnswer):
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"The server does not answer {probe}:\n{_log(folder).read_text(errors='replace')[-2000:]}")


def _family(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *(one for child in children for one in _family(int(child)))]


def _cpu(process: int) -> float:
    """User and system time from ``/proc/<pid>/stat`` (proc(5), fields 14 and 15), all threads."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / _TICK
