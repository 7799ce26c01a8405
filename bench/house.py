"""A house to measure: prepared in a folder of its own, as production runs it."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from bench.databases import copy

ROOT = Path(__file__).resolve().parent.parent


def settings(folder: Path, url: str) -> dict[str, str]:
    """What the environment must hold for everything that works in this house."""
    return {
        "RATHAUS_MODE": "production",
        "RATHAUS_SECRET_KEY": "bench " * 10,
        "RATHAUS_VAULT_KEY": "bench vault " * 10,
        "RATHAUS_HOSTS": "127.0.0.1",
        "RATHAUS_ADDRESS": "http://127.0.0.1:8000",
        "RATHAUS_RATE_LIMITS": "off",
        "RATHAUS_STAFF_FACTOR": "off",
        "DATA_DIR": str(folder),
        "DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "rathaus.config.settings",
    }


def prepare(folder: Path, url: str) -> dict[str, str]:
    """Database, static files and content in ``folder``; gives ``settings``."""
    wanted = settings(folder, url) | {"RATHAUS_CONTENT": str(_content(folder))}
    command = [sys.executable, "-m", "rathaus.config.manage", "prepare"]
    subprocess.run(command, check=True, env=os.environ | wanted, stdout=subprocess.DEVNULL)
    return wanted


def _content(folder: Path) -> Path:
    """What the city says, and the application at which we measure."""
    both = folder / "content"
    for source in (ROOT / "content", ROOT / "bench" / "content"):
        shutil.copytree(source, both, dirs_exist_ok=True)
    return both


def twin(folder: Path, url: str) -> dict[str, str]:
    """A second house that begins as the first, whose database nobody must have open, is now; gives its ``settings``."""
    beside = folder / "twin"
    beside.mkdir()
    place = copy(url, folder, "twin")
    if not url:
        Path(place).rename(beside / "rathaus.sqlite3")
    return prepare(beside, place if url else "")
