"""A program that runs on one of the machines, and is started again as systemd would."""

import os
import signal
import subprocess
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from deploy.cluster.trial.network import Machine


@dataclass
class Service:
    """``command`` on ``machine``, as ``user``, its output in ``log``."""

    machine: Machine
    name: str
    command: list[str]
    log: Path
    user: str = "root"
    settings: dict[str, str] = field(default_factory=dict)
    kept: bool = False
    """Started again whenever it ends by itself (systemd: Restart=always)."""
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        with self.log.open("ab") as output:
            self.process = subprocess.Popen(
                self.machine.command(self.command, user=self.user),
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                cwd="/" if self.user != "root" else None,
                env=_plain_environment() | self.settings,
                start_new_session=True,
            )

    @property
    def running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def kill(self) -> None:
        """``kill -9`` for it and all it started, as far as these have not begun a session of their own."""
        if self.process is None:
            return
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()

    def end(self, patience: float = 20) -> None:
        """Ask it to end; what is left after ``patience`` seconds is killed."""
        if self.process is None:
            return
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(patience)
        self.kill()

    def last_words(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-15:]) if self.log.exists() else ""


def _plain_environment() -> dict[str, str]:
    """Nothing of whoever started the trial, settings of a house least of all."""
    return {"PATH": f"{os.environ['PATH']}:/usr/sbin:/sbin", "LANG": "C.UTF-8", "HOME": "/tmp"}
