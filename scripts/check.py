"""Runs every check that needs no test: shows one line for each that holds, and all that a failing one says.

A check that could not prove anything says so in lines that are always shown.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from audit import UNPROVEN
from install import ROOT

BIN = Path(sys.executable).parent
RATHAUS = [sys.executable, "-m", "rathaus.config.manage"]
SOURCES = ["src", "tests", "scripts", "deploy", "bench", "faults", "conftest.py"]
CHECKS: dict[str, list[str | Path]] = {
    "format": [BIN / "ruff", "format", "--check", *SOURCES],
    "lint": [BIN / "ruff", "check", *SOURCES],
    "templates": [BIN / "djlint", "src", "--lint", "--quiet"],
    "types": [BIN / "mypy"],
    "floors": [BIN / "lint-imports"],
    "settings": [*RATHAUS, "check", "--fail-level", "WARNING"],
    "migrations": [*RATHAUS, "makemigrations", "--check", "--dry-run"],
    "catalogue": [*RATHAUS, "check-catalogue"],
    "applications": [*RATHAUS, "check-content"],
    "translations": [*RATHAUS, "translations", "check"],
    "licences": [sys.executable, "scripts/licences.py"],
    "advisories": [sys.executable, "scripts/audit.py"],
}


def main(chosen: list[str]) -> int:
    with tempfile.TemporaryDirectory(prefix="rathaus-check-") as folder:
        environment = os.environ | {"DATA_DIR": folder}
        failed = [name for name in chosen or CHECKS if not holds(name, environment)]
    print(f"Failed: {', '.join(failed)}" if failed else "All checks hold.")
    return 1 if failed else 0


def holds(name: str, environment: dict[str, str]) -> bool:
    begun = time.monotonic()
    command = [str(word) for word in CHECKS[name]]
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    verdict = "FAILED" if done.returncode else "ok"
    print(f"{name:14}{verdict:8}{time.monotonic() - begun:5.1f} s", flush=True)
    if done.returncode:
        print(done.stdout, flush=True)
    elif unproven := [line for line in done.stdout.splitlines() if line.startswith(UNPROVEN)]:
        print("\n".join(unproven), flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
