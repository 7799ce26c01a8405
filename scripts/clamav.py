"""A clamd (ClamAV) for one run: its own socket and signatures, none of them from the network, gone afterwards."""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CONFIG = """
LocalSocket {folder}/clamd.ctl
DatabaseDirectory {folder}/signatures
TemporaryDirectory {folder}/temporary
Foreground yes
LogFile {folder}/log
MaxThreads 2
"""


class Missing(Exception):
    """There is no clamd on this machine, and it cannot be installed."""


class Scanner:
    """clamd, knowing ``signatures`` (lines of an ``.ndb`` file) and nothing else."""

    def __init__(self, folder: Path, binary: Path) -> None:
        self.url = f"unix://{folder}/clamd.ctl"
        self._socket, self._log = folder / "clamd.ctl", folder / "log"
        self._command = [str(binary), "-c", str(folder / "clamd.conf")]
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """It answers once this returns."""
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for _ in range(600):
            with socket.socket(socket.AF_UNIX) as probe:
                if probe.connect_ex(str(self._socket)) == 0:
                    return
            if self._process.poll() is not None:
                break
            time.sleep(0.05)
        raise RuntimeError(f"clamd did not start:\n{self._log.read_text() if self._log.exists() else ''}")

    def stop(self) -> None:
        """As if the machine had lost it; it may be started again."""
        if self._process:
            self._process.kill()
            self._process.wait()
        self._socket.unlink(missing_ok=True)


@contextmanager
def scanner(signatures: str) -> Iterator[Scanner]:
    """One that is not started yet; raises Missing. It needs no root."""
    binary = find()
    # A socket's path takes 107 characters: not in $TMPDIR.
    folder = Path(tempfile.mkdtemp(prefix="rathaus-clamd-", dir="/tmp"))
    try:
        for name in ("signatures", "temporary"):
            (folder / name).mkdir()
        (folder / "signatures" / "test.ndb").write_text(signatures)
        (folder / "clamd.conf").write_text(CONFIG.format(folder=folder))
        made = Scanner(folder, binary)
        try:
            yield made
        finally:
            made.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def find() -> Path:
    """The program ``clamd``, installed first where that is possible."""
    if found := _installed():
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False, stdout=sys.stderr)
        subprocess.run(["apt-get", "install", "-y", "-qq", "clamav-daemon"], check=False, stdout=sys.stderr)
    if found := _installed():
        return found
    raise Missing("no clamd on this machine, and apt-get could not install clamav-daemon")


def _installed() -> Path | None:
    found = shutil.which("clamd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    return Path(found) if found else None
