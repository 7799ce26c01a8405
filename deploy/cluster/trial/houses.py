"""The app servers with web, worker and a HAProxy of their own, and the HAProxy in front of them."""

import os
import secrets
import shutil
import subprocess
import sys
import threading
import time
import urllib.request
from pathlib import Path

from deploy.cluster.trial.network import Machine
from deploy.cluster.trial.packages import program
from deploy.cluster.trial.services import Service
from deploy.cluster.trial.templates import FOLDER, filled, front

ROOT = FOLDER.parent.parent
RATHAUS = [sys.executable, "-m", "rathaus.config.manage"]
MAIL_PORT = "2525"
PATIENCE = 120
RESTART_PAUSE = 1.0
"""Seconds until a program that ended by itself is started again, as RestartSec in systemd units."""


class NotOpen(Exception):
    """An app server did not open; says the end of its log."""


class Unfit(Exception):
    """A command of the house failed; with what it said."""


class Houses:
    """Stateless but for what is shared: database, files, mailbox and keys."""

    def __init__(self, apps: list[Machine], front: Machine, databases: list[Machine], folder: Path, url: str) -> None:
        self.apps, self.front, self.databases, self.folder = apps, front, databases, folder
        self.shared, self.mailbox = folder / "shared", folder / "mailbox"
        self.restarts: list[str] = []
        """What ended by itself and was started again, as systemd does: ``app1 worker``."""
        self._closing = threading.Event()
        self._keeper = threading.Thread(target=self._keep_running, daemon=True)
        self.address = f"http://{front.address}:8000"
        self.common = {
            "RATHAUS_MODE": "production",
            "RATHAUS_SECRET_KEY": secrets.token_hex(32),
            "RATHAUS_VAULT_KEY": secrets.token_hex(32),
            "RATHAUS_HOSTS": f"127.0.0.1,{front.address},{','.join(app.address for app in apps)}",
            "RATHAUS_ADDRESS": self.address,
            "RATHAUS_LIVE_ADDRESS": "/",
            "RATHAUS_PROXIES": "1",
            # All visitors of the trial come from one address.
            "RATHAUS_RATE_LIMITS": "off",
            "RATHAUS_STAFF_FACTOR": "off",
            "DATABASE_URL": url,
            "SMTP_URL": f"smtp://127.0.0.1:{MAIL_PORT}",
            "DJANGO_SETTINGS_MODULE": "rathaus.config.settings",
            "PYTHONPATH": str(ROOT),
        }
        self.services = [service for app in apps for service in self._services(app)] + [self._for_visitors()]

    def settings(self, app: Machine) -> dict[str, str]:
        return self.common | {"DATA_DIR": str(self.folder / app.name)}

    def prepare(self) -> None:
        """Database and content once; the shared folder for files, and static files for every app server."""
        self.mailbox.mkdir()
        self.shared.mkdir()
        for app in self.apps:
            (self.folder / app.name / "files").symlink_to(self.shared)
        first, *others = self.apps
        self.run(first, [*RATHAUS, "prepare"])
        for app in others:
            shutil.copytree(self.folder / first.name / "static", self.folder / app.name / "static")

    def run(self, app: Machine, words: list[str], *, fine: tuple[int, ...] = (0,)) -> str:
        """A command in the house, on ``app``, to its end; gives what it printed. Raises Unfit."""
        done = subprocess.run(
            app.command(words),
            cwd=ROOT,
            env=_own_environment() | self.settings(app),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode not in fine:
            raise Unfit(f"{' '.join(words)} failed:\n{done.stdout[-2000:]}{done.stderr[-3000:]}")
        return done.stdout

    def start_proxies(self) -> None:
        """The ways to the primary and into the house, and the mail servers."""
        for service in self.services:
            if service.name in ("haproxy", "mail"):
                service.start()

    def start(self) -> None:
        """All that is to run does; ready when every app server says so."""
        for service in self.services:
            service.kept = service.name in ("web", "worker")
            if not service.running:
                service.start()
        if not self._keeper.is_alive():
            self._keeper.start()
        until = time.monotonic() + PATIENCE
        while not self.ready():
            if time.monotonic() > until:
                raise NotOpen("\n".join(f"{s.machine.name} {s.name}:\n{s.last_words()}" for s in self.services))
            time.sleep(0.3)

    def kill(self, app: Machine) -> None:
        """Web and worker of ``app`` at once; nobody starts them again before ``start``."""
        for service in self.services:
            if service.machine == app and service.name in ("web", "worker"):
                service.kept = False
                service.kill()

    def rest(self) -> None:
        """The workers end what they began, and stay away until ``start``."""
        for service in self.services:
            if service.name == "worker":
                service.kept = False
                service.end()

    def close(self) -> None:
        """Nothing is started again from now on."""
        self._closing.set()
        if self._keeper.is_alive():
            self._keeper.join()

    def ready(self) -> bool:
        """Every app server answers that it is ready, and visitors get through."""
        doors = [f"http://{app.address}:8000/readyz" for app in self.apps]
        return all(map(_answers, [*doors, f"{self.address}/"]))

    def _keep_running(self) -> None:
        while not self._closing.wait(RESTART_PAUSE):
            for service in self.services:
                if service.kept and service.process and not service.running:
                    service.start()
                    self.restarts.append(f"{service.machine.name} {service.name}")

    # --- How they are set up -----------------------------------------------------------------------

    def _services(self, app: Machine) -> list[Service]:
        folder = self.folder / app.name
        folder.mkdir(exist_ok=True)
        web = [
            *(sys.executable, "-m", "granian", "rathaus.config.wsgi:application", "--interface", "wsgi", "--no-ws"),
            *("--host", app.address, "--port", "8000", "--workers", "1", "--blocking-threads", "4"),
            *("--backpressure", "128", "--respawn-failed-workers", "--log-level", "warning"),
        ]
        settings = self.settings(app)
        mail = [sys.executable, "-m", "faults.mailbox", str(self.mailbox), MAIL_PORT]
        return [
            Service(app, "mail", mail, folder / "mail.log", settings=settings),
            self._to_primary(app),
            Service(app, "web", web, folder / "web.log", settings=settings, kept=True),
            Service(app, "worker", [*RATHAUS, "worker"], folder / "worker.log", settings=settings, kept=True),
        ]

    def _for_visitors(self) -> Service:
        return self._proxy(
            self.front, front(f"{self.front.address}:8000", [f"{app.address}:8000" for app in self.apps])
        )

    def _to_primary(self, app: Machine) -> Service:
        words = {}
        for number, machine in enumerate(self.databases, 1):
            words |= {f"DB{number}_NAME": machine.name, f"DB{number}_ADDRESS": machine.address}
        return self._proxy(app, filled("haproxy-database.cfg", words))

    def _proxy(self, machine: Machine, content: str) -> Service:
        folder = self.folder / machine.name
        folder.mkdir(exist_ok=True)
        config = folder / "haproxy.cfg"
        config.write_text(content)
        return Service(machine, "haproxy", [program("haproxy"), "-db", "-f", str(config)], folder / "haproxy.log")


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return answer.status == 200
    except OSError:
        return False


def _own_environment() -> dict[str, str]:
    return {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
