"""The three database machines: etcd and Patroni with its PostgreSQL on each."""

import json
import os
import secrets
import shutil
import signal
import subprocess
import time
import urllib.request
from collections.abc import Callable
from pathlib import Path
from typing import Any

from deploy.cluster.trial.network import NETWORK, Machine
from deploy.cluster.trial.packages import etcd_api, program
from deploy.cluster.trial.services import Service
from deploy.cluster.trial.templates import filled

USER = "postgres"
"""PostgreSQL refuses to run as root."""
PATIENCE = 120


class NotInTime(Exception):
    """The cluster did not become what it had to within PATIENCE seconds."""


class Databases:
    """Who holds which part is asked of Patroni, as HAProxy does; nothing is remembered here."""

    def __init__(self, machines: list[Machine], folder: Path, binaries: Path) -> None:
        self.machines, self.folder, self.binaries = machines, folder, binaries
        self.passwords = {name: secrets.token_hex(16) for name in ("SUPERUSER", "REPLICATION", "REWIND", "HOUSE")}
        self.etcd = {machine.name: self._etcd(machine) for machine in machines}
        self.patroni = {machine.name: self._patroni(machine) for machine in machines}

    def start(self) -> None:
        for service in [*self.etcd.values(), *self.patroni.values()]:
            service.start()
        self.wait_until(self.whole, "three databases with a primary and a synchronous standby")

    def make(self, *names: str) -> None:
        """Databases ``names``, owned by the user that the house and the canaries come as."""
        self.sql(f"CREATE ROLE rathaus LOGIN PASSWORD '{self.passwords['HOUSE']}'")
        for name in names:
            self.sql(f"CREATE DATABASE {name} OWNER rathaus")

    def sql(self, statement: str, *, database: str = "postgres") -> str:
        """What psql answers on the primary, as superuser."""
        command = [str(self.binaries / "psql"), "-X", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-c", statement]
        where = {"PGHOST": self.machine(self.leader()).address, "PGDATABASE": database, "PGCONNECT_TIMEOUT": "5"}
        who = {"PGUSER": "postgres", "PGPASSWORD": self.passwords["SUPERUSER"]}
        done = subprocess.run(command, env=os.environ | where | who, check=True, capture_output=True, text=True)
        return done.stdout.strip()

    def machine(self, name: str) -> Machine:
        return next(machine for machine in self.machines if machine.name == name)

    # --- Who is what -------------------------------------------------------------------------------

    def members(self) -> list[dict[str, Any]]:
        """What the first machine that answers says of all three: name, role, state, timeline."""
        for machine in self.machines:
            if answer := _ask(machine, "cluster"):
                return answer["members"]
        return []

    def leader(self) -> str:
        """The name of the primary; empty when there is none."""
        return next((name for name in self.named("leader") if _ask(self.machine(name), "primary")), "")

    def named(self, role: str) -> list[str]:
        return [member["name"] for member in self.members() if member["role"] == role]

    def whole(self) -> bool:
        """One primary that answers, one synchronous standby, one more replica, all on one timeline."""
        members = self.members()
        roles = sorted(member["role"] for member in members)
        states = {member["state"] for member in members} <= {"running", "streaming"}
        timelines = {member.get("timeline") for member in members}
        return roles == ["leader", "replica", "sync_standby"] and states and len(timelines) == 1 and bool(self.leader())

    def wait_until(self, holds: Callable[[], bool], what: str, patience: float = PATIENCE) -> None:
        until = time.monotonic() + patience
        while not holds():
            if time.monotonic() > until:
                raise NotInTime(f"{what}: not within {patience:.0f} seconds. Now: {self.members()}")
            time.sleep(0.3)

    # --- What happens to them ----------------------------------------------------------------------

    def kill_postgresql(self, name: str) -> None:
        self.machine(name).send(signal.SIGKILL, to="postgres")

    def kill(self, name: str) -> None:
        """Patroni and PostgreSQL at once, as when the machine loses its power; its etcd lives on."""
        self.patroni[name].kill()
        self.kill_postgresql(name)

    def rewound(self, name: str) -> int:
        """How often pg_rewind brought this machine back behind a new primary."""
        log = self.patroni[name].log
        return log.read_text(errors="replace").count("running pg_rewind") if log.exists() else 0

    # --- How they are set up -----------------------------------------------------------------------

    def _etcd(self, machine: Machine) -> Service:
        folder = self._folder(machine)
        lines = filled("etcd.env", self._words(machine)).splitlines()
        settings = dict(line.split("=", 1) for line in lines if line and not line.startswith("#"))
        return Service(machine, "etcd", [program("etcd")], folder / "etcd.log", USER, settings)

    def _patroni(self, machine: Machine) -> Service:
        folder = self._folder(machine)
        config = folder / "patroni.yml"
        config.write_text(filled("patroni.yml", self._words(machine)))
        shutil.chown(config, USER, USER)
        config.chmod(0o600)
        return Service(machine, "patroni", [program("patroni"), str(config)], folder / "patroni.log", USER)

    def _folder(self, machine: Machine) -> Path:
        folder = self.folder / machine.name
        folder.mkdir(exist_ok=True)
        shutil.chown(folder, USER, USER)
        return folder

    def _words(self, machine: Machine) -> dict[str, str]:
        folder = self._folder(machine)
        return {
            "NODE": machine.name,
            "ADDRESS": machine.address,
            "NETWORK": NETWORK,
            "ETCD_DIR": str(folder / "etcd"),
            "ETCD_CLUSTER": ",".join(f"{one.name}=http://{one.address}:2380" for one in self.machines),
            "ETCD_HOSTS": ",".join(f"{one.address}:2379" for one in self.machines),
            "DATA_DIR": str(folder / "data"),
            "SOCKET_DIR": str(folder),
            "PASS_FILE": str(folder / "pgpass"),
            "BIN_DIR": str(self.binaries),
            "ETCD_API": etcd_api(),
            "ETCD_ENABLE_V2": str(etcd_api() == "etcd").lower(),
            "WATCHDOG": "off",
            **{f"{name}_PASSWORD": password for name, password in self.passwords.items()},
        }


def _ask(machine: Machine, path: str) -> dict[str, Any] | None:
    """What Patroni's REST answers with 200, else None."""
    try:
        with urllib.request.urlopen(f"http://{machine.address}:8008/{path}", timeout=2) as answer:
            return json.loads(answer.read())
    except (OSError, ValueError):
        return None
