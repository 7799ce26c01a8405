"""Child processes that never outlive their parent."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

PR_SET_PDEATHSIG = 1
LONGEST_LOG = 10 * 1024 * 1024
"""Bytes; a longer one makes room for a new one at the next start."""


def end_with_parent() -> None:
    """Let the kernel end this process when its parent ends (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


class Child:
    """A process with a group of its own, its output in a log; ``start`` may be called again when it ended."""

    def __init__(self, name: str, command: list[str], log: Path) -> None:
        self.name, self.command, self.log = name, command, log
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        if self.log.exists() and self.log.stat().st_size > LONGEST_LOG:
            self.log.replace(self.log.with_suffix(".old.log"))
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                start_new_session=True,
                preexec_fn=end_with_parent,
            )

    @property
    def ended(self) -> bool:
        return self.process is None or self.process.poll() is not None

    def last_words(self) -> str:
        """The end of its log."""
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-20:])

    def ask_to_end(self) -> None:
        if self.process and not self.ended:
            self.process.terminate()

    def end(self, patience: float) -> None:
        """Wait for it to end; what is left of its group after ``patience`` seconds is killed."""
        if self.process is None:
            return
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(patience)
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def end_leftovers(mark: str) -> None:
    """Kill processes with ``mark`` on their command line, and wait until they are gone.

    Workers live on when their server is killed together with whoever looked after it.
    """
    for _ in range(50):
        if not (left := list(_marked(mark))):
            return
        for process in left:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        time.sleep(0.1)


def _marked(mark: str) -> Iterator[int]:
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        with suppress(OSError):
            if mark.encode() in entry.read_bytes().split(b"\0"):
                yield int(entry.parent.name)
