"""Whether the house can write where it must, and has what it hands out."""

import os
import tempfile
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.db import connection

SHARED = {"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "ceph", "glusterfs", "lustre", "afs", "fuse.sshfs"} | {
    "fuse.glusterfs",
    "fuse.s3fs",
    "fuse.rclone",
}
"""Kinds of network file systems, as Linux names them."""


@register("rathaus", deploy=True)
def data_can_be_written(**_: Any) -> list[CheckMessage]:
    folders = [settings.DATA_DIR, *([settings.FILES_DIR] if settings.FILES_DIR.exists() else [])]
    found = [_unwritable(folder) for folder in folders]
    return [
        Error(f"DATA_DIR: nothing can be written to {folder} ({why}).", id="rathaus.read_only")
        for folder, why in zip(folders, found, strict=True)
        if why
    ]


def _unwritable(folder: Path) -> str:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return ""
    except OSError as error:
        return os.strerror(error.errno or 0)


@register("rathaus", deploy=True)
def data_is_not_in_the_checkout(**_: Any) -> list[CheckMessage]:
    if not settings.DATA_DIR.is_relative_to(settings.ROOT):
        return []
    said = "DATA_DIR lies in the program's own folder: whoever replaces the program may take the data with it."
    return [Warning(said, hint="DATA_DIR=/var/lib/rathaus", id="rathaus.data_in_checkout")]


@register("rathaus", deploy=True)
def sqlite_lies_on_a_local_disk(**_: Any) -> list[CheckMessage]:
    if connection.vendor != "sqlite":
        return []
    kind = kind_of_file_system(settings.DATA_DIR)
    if kind not in SHARED:
        return []
    said = f"DATA_DIR lies on a network share ({kind}), on which SQLite loses data."
    return [Error(said, hint="Use a local disk, or PostgreSQL by DATABASE_URL.", id="rathaus.sqlite_on_share")]


def kind_of_file_system(folder: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """What Linux calls the file system that ``folder`` lies on; empty where that can't be told."""
    try:
        lines = [line.split() for line in mounts.read_text().splitlines()]
    except OSError:
        return ""
    above = [(Path(line[1].replace("\\040", " ")), line[2]) for line in lines if len(line) > 2]
    return max(((len(at.parts), kind) for at, kind in above if folder.is_relative_to(at)), default=(0, ""))[1]


@register("rathaus", deploy=True)
def static_files_are_collected(**_: Any) -> list[CheckMessage]:
    if (settings.STATIC_ROOT / "staticfiles.json").exists():
        return []
    said = "Stylesheets, scripts and fonts are not in DATA_DIR/static: pages have no look."
    return [Error(said, hint="rathaus prepare", id="rathaus.no_static_files")]
