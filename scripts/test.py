"""Runs the whole suite: on SQLite, on a PostgreSQL of its own, and in a real browser; words go on to pytest.

The last line sums up all parts. Every skipped test is named with its reason; a part that cannot run on this machine
counts as one skipped test and says so loudly.
"""

import contextlib
import os
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field
from pathlib import Path

import browser
import clamav
import dovecot
import postgresql
from install import ROOT

WORKERS = "2"
NONE_CHOSEN = 5
"""Pytest's exit code where the words given choose no test. All parts together must run one: ``main`` sees to it."""


@dataclass
class Result:
    """How the tests of one part, or of all, went."""

    passed: int = 0
    failed: int = 0
    skipped: list[str] = field(default_factory=list)

    def __add__(self, other: "Result") -> "Result":
        return Result(self.passed + other.passed, self.failed + other.failed, self.skipped + other.skipped)

    def __str__(self) -> str:
        return f"{self.passed} passed, {self.failed} failed, {len(self.skipped)} skipped"


def main(words: list[str]) -> int:
    # Before two workers would install it at once; tests that need it say themselves that they could not run.
    with contextlib.suppress(dovecot.Missing):
        dovecot.find()
    with contextlib.suppress(clamav.Missing):
        clamav.find()
    total = on_sqlite(words) + on_postgresql(words) + in_browser(words)
    for reason in total.skipped:
        print(f"SKIPPED {reason}")
    print(total, flush=True)
    return 1 if total.failed or not total.passed else 0


def on_sqlite(words: list[str]) -> Result:
    return run_part("SQLite", ["-m", "not browser", "-n", WORKERS], words)


def on_postgresql(words: list[str]) -> Result:
    try:
        with postgresql.server() as address:
            return run_part("PostgreSQL", ["-m", "not browser", "-n", WORKERS], words, DATABASE_URL=address)
    except postgresql.Missing as missing:
        return not_run("PostgreSQL", missing)


def in_browser(words: list[str]) -> Result:
    try:
        return run_part(
            "Browser",
            ["-m", "browser", "-n", WORKERS, "--dist", "loadfile"],
            words,
            RATHAUS_TEST_BROWSER=browser.find(),
        )
    except browser.Missing as missing:
        return not_run("Browser", missing)


def not_run(part: str, why: Exception) -> Result:
    line = f"THE {part.upper()} TESTS DID NOT RUN: {why}"
    print(f"\n{'!' * 100}\n{line}\n{'!' * 100}\n", flush=True)
    return Result(skipped=[line])


def run_part(part: str, options: list[str], words: list[str], **settings: str) -> Result:
    """One run of pytest with a data folder of its own."""
    print(f"\n=== {part} ===", flush=True)
    with tempfile.TemporaryDirectory(prefix="rathaus-test-") as folder:
        report = Path(folder) / "report.xml"
        environment = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "PORT"}}
        environment |= {"DATA_DIR": folder, "RATHAUS_MODE": "demo"} | settings
        code = subprocess.run(
            [sys.executable, "-m", "pytest", f"--junitxml={report}", *options, *words],
            cwd=ROOT,
            env=environment,
            check=False,
        ).returncode
        result = read(part, report) if report.exists() else Result()
    if code == NONE_CHOSEN and words:
        print(f"No test of this part is meant by: {' '.join(words)}", flush=True)
        return result
    # A run that broke off may have no failed test to show.
    return result if code == 0 or result.failed else result + Result(failed=1)


def read(part: str, report: Path) -> Result:
    result = Result()
    for case in ElementTree.parse(report).iter("testcase"):
        if case.find("failure") is not None or case.find("error") is not None:
            result.failed += 1
        elif (skip := case.find("skipped")) is not None:
            result.skipped.append(f"{part}: {case.get('classname')}::{case.get('name')}: {skip.get('message')}")
        else:
            result.passed += 1
    return result


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
