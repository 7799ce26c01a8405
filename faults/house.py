"""The house under test: prepared as production runs it, its processes kept running as systemd would."""

import os
import random
import secrets
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from bench.house import settings
from bench.load import WrongAnswer, ask, request
from bench.servers import free_port
from faults.keeping import Keeper
from scripts.children import Child

_RATHAUS = (sys.executable, "-m", "rathaus.config.manage")
_PATIENCE = 90
WEB, WORKERS = "web", ("worker-1", "worker-2")


class Unready(Exception):
    """The house did not open."""


class House:
    """Web (granian with two workers) and two background workers; data in ``house`` below ``folder``, logs beside it."""

    def __init__(self, folder: Path, database: str, **more: str) -> None:
        self.data = folder / "house"
        self._key = folder / "vault-key"
        if not self._key.exists():
            self._key.write_text(secrets.token_hex(32))
        self.settings = settings(self.data, database) | {"RATHAUS_VAULT_KEY": self._key.read_text()} | more
        if (prepared := self.manage("prepare")).returncode:
            raise Unready(prepared.stderr[-3000:])
        self.port = free_port()
        commands = {WEB: self._web(), **{name: [*_RATHAUS, "worker"] for name in WORKERS}}
        self.children = {name: Child(name, command, folder / f"{name}.log") for name, command in commands.items()}
        self.keeper = Keeper(self.children, self._start)

    @property
    def address(self) -> str:
        return f"127.0.0.1:{self.port}"

    def set(self, **settings: str) -> None:
        """Give what starts from now on other settings."""
        self.settings |= settings

    def change_vault_key(self) -> None:
        """What starts from now on seals with a new key, and opens with the former one, too."""
        self.set(RATHAUS_VAULT_KEY=secrets.token_hex(32), RATHAUS_VAULT_OLD_KEYS=self.settings["RATHAUS_VAULT_KEY"])
        self._key.write_text(self.settings["RATHAUS_VAULT_KEY"])

    def start(self, *names: str) -> None:
        """Start those of these (by default all) that do not run, and keep them running; ready when the web answers."""
        self.keeper.start(*names)
        self.wait_until_open()

    def wait_until_open(self) -> None:
        end = time.monotonic() + _PATIENCE
        while time.monotonic() < end:
            with suppress(OSError, WrongAnswer, IndexError):
                ask(self.port, request("/healthz"))
                return
            time.sleep(0.05)
        raise Unready(self.children[WEB].last_words())

    def kill(self, *names: str) -> None:
        """SIGKILL for the whole group of each; they are started again at once."""
        for name in names:
            process = self.children[name].process
            if process:
                with suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)

    def kill_one_web_worker(self, chance: random.Random) -> None:
        """One of granian's own workers only; granian starts another."""
        process = self.children[WEB].process
        with suppress(OSError, IndexError):
            assert process
            those = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
            serving = [
                int(one) for one in those if b"resource_tracker" not in Path(f"/proc/{one}/cmdline").read_bytes()
            ]
            os.kill(chance.choice(serving), signal.SIGKILL)

    def stop(self, *names: str) -> None:
        """Ask these, by default all, to end, and wait."""
        self.keeper.stop(*names)

    def manage(self, *words: str) -> subprocess.CompletedProcess[str]:
        """``rathaus …`` in this house."""
        return self.python("-m", "rathaus.config.manage", *words)

    def python(self, *words: str, **more: str) -> subprocess.CompletedProcess[str]:
        """A Python process whose environment names this house."""
        command = [sys.executable, *words]
        environment = os.environ | self.settings | more
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    def _web(self) -> list[str]:
        # As docs/operations has it.
        return [
            *(sys.executable, "-m", "granian", "rathaus.config.wsgi:application", "--interface", "wsgi", "--no-ws"),
            *("--host", "127.0.0.1", "--port", str(self.port), "--workers", "2", "--blocking-threads", "4"),
            *("--backpressure", "128", "--respawn-failed-workers", "--log-level", "warning"),
        ]

    def _start(self, name: str) -> None:
        child = self.children[name]
        words = child.command[child.command.index(sys.executable) :]
        child.command = ["env", *(f"{key}={value}" for key, value in self.settings.items()), *words]
        child.start()


@contextmanager
def open_house(folder: Path, database: str, **settings: str) -> Iterator[House]:
    """A house with its processes running until the block ends."""
    house = House(folder, database, **settings)
    try:
        house.start()
        yield house
    finally:
        house.stop()
