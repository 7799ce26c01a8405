"""The Debian packages that the cluster is made of, installed when they are missing."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

PROGRAMS = {
    "patroni": "patroni",
    "etcd": "etcd-server",
    "haproxy": "haproxy",
    "ip": "iproute2",
    "setpriv": "util-linux",
}
"""Program → package."""
PATH = f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin"


class Missing(Exception):
    """Something is not on this machine, and cannot be installed."""


def program(name: str) -> str:
    """Where ``name`` lies; raises Missing."""
    if found := shutil.which(name, path=PATH):
        return found
    raise Missing(f"{name} is missing (Debian package {PROGRAMS[name]})")


def install() -> Path:
    """Everything the cluster needs is there afterwards; gives the folder of PostgreSQL's programs. Raises Missing."""
    lacking = {package for name, package in PROGRAMS.items() if not shutil.which(name, path=PATH)}
    if not _postgresql():
        lacking.add("postgresql")
    if lacking and shutil.which("apt-get"):
        _apt_get("update", "-qq")
        _apt_get("install", "-y", "-qq", "--no-install-recommends", *sorted(lacking))
    for name in PROGRAMS:
        program(name)
    if not (found := _postgresql()):
        raise Missing("PostgreSQL's server is missing (Debian package postgresql)")
    return found


def etcd_api() -> str:
    """Over which API Patroni is to speak with etcd: it can be trusted with version 3 since its change 2689 (3.0.3)."""
    said = subprocess.run([program("patroni"), "--version"], check=True, capture_output=True, text=True).stdout
    version = tuple(int(part) for part in re.findall(r"\d+", said)[:3])
    return "etcd3" if version >= (3, 0, 3) else "etcd"


def _postgresql() -> Path | None:
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    return next((folder for folder in reversed(folders) if (folder / "initdb").exists()), None)


def _apt_get(*words: str) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", *words], check=False, stdout=sys.stderr, env=environment)
