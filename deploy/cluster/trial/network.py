"""Machines that are network namespaces of this one, on a bridge that stands in a namespace of its own.

Nothing of it is visible in the network of the machine itself: no address, no route, no firewall is touched. All names
begin with ``rathaus-``, so that what a killed run left behind is found and cleared by the next.
"""

import ctypes
import os
import signal
import subprocess
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

PREFIX = "rathaus-"
SWITCH = f"{PREFIX}switch"
NETWORK = "198.18.40.0/24"
"""From the block that RFC 2544 keeps for trials like this one."""
CLONE_NEWNET = 0x40000000


class NoNetwork(Exception):
    """This machine gives us no namespaces; says why in plain words."""


@dataclass(frozen=True)
class Machine:
    """One namespace with one address; ``name`` is short: an interface's name has 15 characters."""

    name: str
    address: str

    @property
    def space(self) -> str:
        return PREFIX + self.name

    @property
    def port(self) -> str:
        """The interface by which the switch knows it."""
        return f"rh-{self.name}"

    def command(self, words: list[str], *, user: str = "root") -> list[str]:
        """``words`` as a command that runs on this machine, as ``user``, and is asked to end when its parent ends."""
        as_user = ["--reuid", user, "--regid", user, "--init-groups"] if user != "root" else []
        return ["ip", "netns", "exec", self.space, "setpriv", *as_user, "--pdeathsig", "TERM", "--", *words]

    def processes(self) -> list[int]:
        found = subprocess.run(["ip", "netns", "pids", self.space], capture_output=True, text=True, check=False)
        return [int(word) for word in found.stdout.split()]

    def send(self, number: signal.Signals, *, to: str = "") -> list[int]:
        """A signal to all its processes, or to those with ``to`` on their command line; gives their ids."""
        reached = [process for process in self.processes() if process != os.getpid() and to in _command_line(process)]
        for process in reached:
            with suppress(ProcessLookupError):
                os.kill(process, number)
        return reached

    def cut_off(self) -> None:
        _ip("-n", SWITCH, "link", "set", self.port, "down")

    def join_again(self) -> None:
        _ip("-n", SWITCH, "link", "set", self.port, "up")


def lay(machines: list[Machine]) -> None:
    """Namespaces, bridge and links for ``machines``; raises NoNetwork."""
    try:
        _ip("netns", "add", SWITCH)
        _ip("netns", "exec", SWITCH, "ip", "link", "set", "lo", "up")
        _ip("-n", SWITCH, "link", "add", "bridge", "type", "bridge")
        _ip("-n", SWITCH, "link", "set", "bridge", "up")
        for machine in machines:
            _connect(machine)
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", "") or str(error)
        raise NoNetwork(f"this machine gives no network namespaces: {said.strip()}") from error


def _connect(machine: Machine) -> None:
    bits = NETWORK.partition("/")[2]
    _ip("netns", "add", machine.space)
    _ip("-n", machine.space, "link", "set", "lo", "up")
    _ip("-n", SWITCH, "link", "add", machine.port, "type", "veth", "peer", "name", "eth0", "netns", machine.space)
    _ip("-n", SWITCH, "link", "set", machine.port, "master", "bridge", "up")
    _ip("-n", machine.space, "address", "add", f"{machine.address}/{bits}", "dev", "eth0")
    _ip("-n", machine.space, "link", "set", "eth0", "up")


def clear() -> None:
    """Kill whatever runs on our machines, and remove them; links and bridge go with their namespaces."""
    spaces = _spaces()
    for _ in range(50):
        left = [process for space in spaces for process in Machine(space.removeprefix(PREFIX), "").processes()]
        left = [process for process in left if process != os.getpid()]
        if not left:
            break
        for process in left:
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        time.sleep(0.1)
    for space in spaces:
        _ip("netns", "delete", space)


def move_to(machine: Machine) -> None:
    """From now on this thread, and all it starts, is on the network of ``machine``."""
    libc = ctypes.CDLL(None, use_errno=True)
    with (Path("/run/netns") / machine.space).open() as space:
        if libc.setns(space.fileno(), CLONE_NEWNET):
            raise OSError(ctypes.get_errno(), f"cannot enter {machine.space}")


def _spaces() -> list[str]:
    folder = Path("/run/netns")
    return sorted(entry.name for entry in folder.glob(f"{PREFIX}*")) if folder.is_dir() else []


def _command_line(process: int) -> str:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
    except OSError:
        return ""


def _ip(*words: str) -> None:
    subprocess.run(["ip", *words], check=True, capture_output=True, text=True)
