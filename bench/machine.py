"""Where and when it was measured: a figure without its machine says little."""

import os
import platform
import re
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path


def machine() -> dict[str, str]:
    """Label → value, for the head of the table."""
    return {
        "Date": datetime.now(UTC).strftime("%Y-%m-%d"),
        "Machine": f"{os.cpu_count()} cores, {_processor()}, {_memory_gigabytes():.0f} GB",
        "System": f"{platform.system()} {platform.release()}",
        "Python": f"{platform.python_version()}, {_whose()}",
        "Django": version("django"),
        "Granian": version("granian"),
    }


def others_at_work() -> float:
    """How many processes wanted a core on average in the last minute: well above 0 before a run spoils it."""
    return os.getloadavg()[0]


def _whose() -> str:
    """Distributions optimise theirs by profiles of its use; one compiled by hand may take half as long again."""
    return "the system's own" if sys.base_prefix == "/usr" else "not the system's own"


def _processor() -> str:
    try:
        found = re.search(r"model name\s*: (.+)", Path("/proc/cpuinfo").read_text())
    except OSError:
        found = None
    return found[1] if found else platform.machine()


def _memory_gigabytes() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
