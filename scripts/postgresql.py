"""A PostgreSQL server for one run: fresh, on a socket of its own, gone afterwards."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

PRIVATE = ("listen_addresses=", "max_connections=100")
"""Nobody outside needs to reach it."""
HASTY = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")
"""A test's data need not survive a power cut."""


class Missing(Exception):
    """There is no PostgreSQL server on this machine, and it cannot be installed."""


@contextmanager
def server(*, durable: bool = False) -> Iterator[str]:
    """The ``DATABASE_URL`` of a running, empty server, on request one that syncs its commits; raises Missing."""
    binaries = find_binaries()
    # A host in an address is read in lower case, and a socket takes 107 characters: not in $TMPDIR.
    folder = Path(tempfile.mkdtemp(prefix="rathaus-pg-", dir="/tmp"))
    user = "postgres" if os.geteuid() == 0 else None
    if user:
        # PostgreSQL refuses to run as root.
        shutil.chown(folder, user, user)
    data = folder / "data"
    settings = PRIVATE if durable else (*PRIVATE, *HASTY)
    options = " ".join(f"-c {setting}" for setting in (*settings, f"unix_socket_directories={folder}"))
    try:
        _run([binaries / "initdb", "-D", data, "-U", "rathaus", "-A", "trust", "-E", "UTF8", "--no-sync"], user)
        _run([binaries / "pg_ctl", "-D", data, "-w", "-l", folder / "log", "-o", options, "start"], user)
        try:
            yield f"postgresql://rathaus@{quote(str(folder), safe='')}/postgres"
        finally:
            _run([binaries / "pg_ctl", "-D", data, "-m", "immediate", "stop"], user)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def find_binaries() -> Path:
    """The folder with ``initdb`` and ``pg_ctl``, installed first where that is possible."""
    if found := _installed():
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "update", "-qq"], check=False, stdout=sys.stderr)
        subprocess.run(["apt-get", "install", "-y", "-qq", "postgresql"], check=False, stdout=sys.stderr)
    if found := _installed():
        return found
    raise Missing("no initdb and pg_ctl on PATH or in /usr/lib/postgresql, and apt-get could not install them")


def _installed() -> Path | None:
    on_path = [Path(found).resolve().parent for name in ("pg_ctl", "initdb") if (found := shutil.which(name))]
    by_version = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    for folder in [*reversed(by_version), *on_path]:
        if (folder / "initdb").exists() and (folder / "pg_ctl").exists():
            return folder
    return None


def _run(command: list[str | Path], user: str | None) -> None:
    done = subprocess.run(
        [str(word) for word in command], user=user, group=user, cwd="/", capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")
