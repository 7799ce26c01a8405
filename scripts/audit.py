"""Asks the advisory services of PyPI and npm about everything in both lock files; names what has a known hole.

Three things may come of it: nothing is known, something is known (it fails, unless ``advisories.toml`` puts up with it
for a while), or a service could not be asked. The last proves nothing and says so in one line that ``make check``
always shows; it does not fail, since a house without a way out must still be able to check itself. Whatever is not
clearly one of these fails.
"""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from install import ROOT, npm
from packaging.requirements import Requirement

BIN = Path(sys.executable).parent
IGNORED = ROOT / "advisories.toml"
UNPROVEN = "NOT PROVEN"
"""So begins a line that says that a service could not be asked."""
PATIENCE = 300
"""Seconds."""
EXPORT = [BIN / "uv", "export", "--frozen", "--no-emit-project", "--no-annotate", "--quiet"]
AUDIT = [BIN / "pip-audit", "--disable-pip", "--require-hashes", "--format=json", "--progress-spinner=off"]
NOT_THERE = "Dependency not found on PyPI"
AWAY = re.compile(r"ConnectionError|ConnectTimeout|ReadTimeout|NameResolutionError|MaxRetryError|ServiceError")
"""What pip-audit says on its way down when PyPI does not answer."""
NPM_AWAY = re.compile(
    r"\b(405|429|5\d\d)\b|ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ReadTimeout|network", re.IGNORECASE
)


class Unreadable(Exception):
    """The tool neither answered nor said that its service is away."""


@dataclass(frozen=True)
class Finding:
    package: str
    installed: str
    advisory: str
    mended_in: str

    def __str__(self) -> str:
        return f"{self.package} {self.installed}: {self.advisory}, mended in {self.mended_in or 'no version yet'}"


@dataclass(frozen=True)
class Answer:
    """What a service said of ``asked`` packages; ``away`` is why it said nothing."""

    service: str
    asked: int
    findings: list[Finding] = field(default_factory=list)
    away: str = ""


@dataclass(frozen=True)
class Tolerated:
    """An advisory that the house lives with until a day."""

    id: str
    package: str
    reason: str
    until: date


def main() -> int:
    try:
        answers = [of_pypi(), of_npm()]
    except Unreadable as error:
        print(error)
        return 1
    faults, remarks = verdict(answers, tolerated(IGNORED.read_text()), date.today())  # noqa: DTZ011
    print("\n".join(faults + remarks))
    return 1 if faults else 0


def verdict(answers: Iterable[Answer], lived_with: Iterable[Tolerated], today: date) -> tuple[list[str], list[str]]:
    """What fails, and what is only said."""
    lived_with = list(lived_with)
    found = [finding for answer in answers for finding in answer.findings]
    alive = {(one.package, one.id) for one in lived_with if one.until >= today}
    over = [one for one in lived_with if one.until < today]
    faults = [str(one) for one in found if (one.package, one.advisory) not in alive]
    faults += [f"advisories.toml: {one.id} was to be lived with until {one.until}, which is over." for one in over]
    remarks = [
        f"{UNPROVEN}: {one.service} could not be asked about {one.asked} packages ({one.away})."
        for one in answers
        if one.away
    ]
    remarks += [f"Lived with: {one}" for one in found if (one.package, one.advisory) in alive]
    return faults, remarks


def tolerated(text: str) -> list[Tolerated]:
    """The entries of ``advisories.toml``. Raises TypeError where one lacks its reason or its day."""
    return [Tolerated(**entry) for entry in tomllib.loads(text).get("advisory", [])]


def of_pypi() -> Answer:
    lock = exported("--all-groups")
    done = _run([*AUDIT, "--requirement", "/dev/stdin"], given=lock)
    return read_pypi(names_in(lock), done.stdout, done.stderr)


def exported(groups: str) -> str:
    """The Python lock in pip's words: ``--all-groups``, or ``--no-dev`` for what is delivered."""
    return _run([*EXPORT, groups]).stdout


def of_npm() -> Answer:
    lock = json.loads((ROOT / "package-lock.json").read_text())
    done = _run([*npm(), "audit", "--json", "--package-lock-only"])
    return read_npm(versions_in(lock), done.stdout, done.stderr)


def names_in(lock: str) -> set[str]:
    """The packages of an exported lock that are for this system."""
    lines = [re.sub(r"\s*\\$", "", line) for line in lock.splitlines() if re.match(r"[A-Za-z0-9]", line)]
    wanted = map(Requirement, lines)
    return {_canonical(one.name) for one in wanted if one.marker is None or one.marker.evaluate()}


def versions_in(lock: dict[str, Any]) -> dict[str, str]:
    """Name → version of a ``package-lock.json``."""
    packages = lock["packages"].items()
    return {place.rpartition("node_modules/")[2]: one["version"] for place, one in packages if place}


def read_pypi(names: set[str], said: str, complained: str) -> Answer:
    """pip-audit's JSON. Raises Unreadable."""
    try:
        told = {_canonical(one["name"]): one for one in json.loads(said)["dependencies"]}
    except (ValueError, KeyError) as error:
        if AWAY.search(complained):
            return Answer("PyPI", len(names), away=_last_line(complained))
        raise Unreadable(f"pip-audit gave no answer that can be read: {_last_line(complained)}") from error
    silent = {name for name, one in told.items() if NOT_THERE in one.get("skip_reason", "")} | (names - told.keys())
    if names and silent >= names and told:
        return Answer("PyPI", len(names), away="it knows none of them")
    if silent or not names:
        raise Unreadable(f"PyPI knows some packages and not others: {', '.join(sorted(silent)) or 'there are none'}")
    findings = [
        Finding(name, one["version"], hole["id"], ", ".join(hole["fix_versions"]))
        for name, one in sorted(told.items())
        for hole in one["vulns"]
    ]
    return Answer("PyPI", len(names), findings)


def read_npm(versions: dict[str, str], said: str, complained: str) -> Answer:
    """npm's JSON (auditReportVersion 2). Raises Unreadable."""
    try:
        told = json.loads(said)
        holes = told.get("vulnerabilities")
    except (ValueError, AttributeError) as error:
        if NPM_AWAY.search(complained):
            return Answer("npm", len(versions), away=_last_line(complained))
        raise Unreadable(f"npm audit gave no answer that can be read: {_last_line(complained)}") from error
    if holes is None:
        why = str(told.get("message") or told.get("error", {}).get("summary") or "it gives no reason")
        if NPM_AWAY.search(why):
            return Answer("npm", len(versions), away=why)
        raise Unreadable(f"npm audit failed: {why}")
    if not told["metadata"]["dependencies"]["total"]:
        raise Unreadable("npm audit looked at no package.")
    # "via" names either the advisory itself or the package below that has it, which has an entry of its own.
    findings = [
        Finding(name, versions.get(name, "?"), hole["url"].rpartition("/")[2], _npm_fix(entry))
        for name, entry in sorted(holes.items())
        for hole in entry["via"]
        if isinstance(hole, dict)
    ]
    if holes and not findings:
        raise Unreadable(f"npm audit names packages without an advisory: {', '.join(sorted(holes))}")
    return Answer("npm", len(versions), findings)


def _npm_fix(entry: dict[str, Any]) -> str:
    fix = entry["fixAvailable"]
    if isinstance(fix, dict):
        return f"{fix['name']} {fix['version']}"
    return "`npm audit fix`" if fix else ""


def _run(command: list[Any], given: str = "") -> subprocess.CompletedProcess[str]:
    words = [str(word) for word in command]
    try:
        return subprocess.run(
            words, cwd=ROOT, input=given, capture_output=True, text=True, timeout=PATIENCE, check=False
        )
    except subprocess.TimeoutExpired:
        return subprocess.CompletedProcess(words, 1, "", f"ReadTimeout: no answer in {PATIENCE} s")


def _canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def _last_line(text: str) -> str:
    return (text.strip().splitlines() or ["it said nothing"])[-1][:200]


if __name__ == "__main__":
    sys.exit(main())
