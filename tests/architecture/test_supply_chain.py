"""What is said of known holes in what we use, from recorded answers of both tools; and what we are delivered with."""

import importlib
import json
import re
import sys
from datetime import date
from types import ModuleType
from typing import Any

import pytest
from django.conf import settings
from django.utils.timezone import localdate

TODAY = date(2026, 11, 26)
DJANGO, REQUESTS = (
    {"name": "django", "version": "5.2.1", "vulns": [{"id": "PYSEC-2025-47", "fix_versions": ["5.2.3"]}]},
    {"name": "requests", "version": "2.32.5", "vulns": []},
)
NAMES = {"django", "requests"}
NPM_CLEAN: dict[str, Any] = {
    "auditReportVersion": 2,
    "vulnerabilities": {},
    "metadata": {"vulnerabilities": {"total": 0}, "dependencies": {"prod": 2, "dev": 36, "total": 38}},
}
BRACES = {
    "name": "braces",
    "severity": "high",
    "via": [{"source": 1098094, "name": "braces", "url": "https://github.com/advisories/GHSA-grv7-fg5c-xmjg"}],
    "effects": ["micromatch"],
    "range": "<3.0.3",
    "fixAvailable": True,
}
MICROMATCH = {"name": "micromatch", "severity": "high", "via": ["braces"], "effects": [], "fixAvailable": True}
NPM_FOUND = NPM_CLEAN | {"vulnerabilities": {"braces": BRACES, "micromatch": MICROMATCH}}
NPM_AWAY = {"message": "405 Method Not Allowed - POST https://registry.npmjs.org/-/npm/v1/security/advisories/bulk"}
VERSIONS = {"braces": "3.0.2", "micromatch": "4.0.5"}


@pytest.fixture
def audit(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    return script(monkeypatch, "audit")


def script(monkeypatch: pytest.MonkeyPatch, name: str) -> ModuleType:
    """One of ``scripts/``; what it imports lies beside it, under names that others have, too."""
    monkeypatch.syspath_prepend(settings.ROOT / "scripts")
    monkeypatch.delitem(sys.modules, name, raising=False)
    return importlib.import_module(name)


def pypi(audit: ModuleType, *told: dict[str, Any], complained: str = "") -> Any:
    return audit.read_pypi(NAMES, json.dumps({"dependencies": told, "fixes": []}), complained)


def npm(audit: ModuleType, told: Any) -> Any:
    return audit.read_npm(VERSIONS, json.dumps(told), "")


def unknown(name: str) -> dict[str, str]:
    return {"name": name, "skip_reason": f"Dependency not found on PyPI and could not be audited: {name} (1.0)"}


def test_nothing_known_is_no_fault_and_no_remark(audit: ModuleType) -> None:
    clean = DJANGO | {"vulns": []}
    assert audit.verdict([pypi(audit, clean, REQUESTS), npm(audit, NPM_CLEAN)], [], TODAY) == ([], [])


def test_a_known_hole_fails_and_names_package_version_and_remedy(audit: ModuleType) -> None:
    faults, _ = audit.verdict([pypi(audit, DJANGO, REQUESTS), npm(audit, NPM_FOUND)], [], TODAY)
    assert faults == [
        "django 5.2.1: PYSEC-2025-47, mended in 5.2.3",
        "braces 3.0.2: GHSA-grv7-fg5c-xmjg, mended in `npm audit fix`",
    ]


def test_a_hole_without_remedy_fails_too(audit: ModuleType) -> None:
    open_hole = DJANGO | {"vulns": [{"id": "PYSEC-1", "fix_versions": []}]}
    faults, _ = audit.verdict([pypi(audit, open_hole, REQUESTS)], [], TODAY)
    assert faults == ["django 5.2.1: PYSEC-1, mended in no version yet"]


def test_a_service_that_is_away_proves_nothing_and_says_so(audit: ModuleType) -> None:
    answers = [pypi(audit, unknown("django"), unknown("requests")), npm(audit, NPM_AWAY)]
    faults, remarks = audit.verdict(answers, [], TODAY)
    assert faults == []
    assert [line.partition(":")[0] for line in remarks] == ["NOT PROVEN", "NOT PROVEN"]
    assert "405" in remarks[1]


def test_no_way_out_at_all_proves_nothing_and_says_so(audit: ModuleType) -> None:
    down = "Traceback …\nrequests.exceptions.ConnectionError: Failed to resolve 'pypi.org'"
    answers = [audit.read_pypi(NAMES, "", down), audit.read_npm(VERSIONS, "", "npm error code ENOTFOUND")]
    faults, remarks = audit.verdict(answers, [], TODAY)
    assert faults == []
    assert [line.startswith("NOT PROVEN") for line in remarks] == [True, True]


def test_one_service_that_is_away_hides_nothing_that_the_other_found(audit: ModuleType) -> None:
    away, found = pypi(audit, unknown("django"), unknown("requests")), npm(audit, NPM_FOUND)
    faults, remarks = audit.verdict([away, found], [], TODAY)
    assert len(faults) == len(remarks) == 1
    faults, _ = audit.verdict([pypi(audit, DJANGO, REQUESTS), npm(audit, NPM_AWAY)], [], TODAY)
    assert len(faults) == 1


@pytest.mark.parametrize(
    "told",
    [
        [DJANGO, unknown("requests")],  # half an answer
        [DJANGO],  # a package is missing
        [],  # none at all: an empty list is what pip-audit calls "no known vulnerabilities"
    ],
)
def test_half_an_answer_of_pypi_is_none(audit: ModuleType, told: list[dict[str, Any]]) -> None:
    with pytest.raises(audit.Unreadable):
        pypi(audit, *told)


@pytest.mark.parametrize(
    ("said", "complained"), [("", ""), ("", "usage: pip-audit"), ("null", ""), ('{"dependencies": 1}', "Traceback")]
)
def test_a_broken_answer_of_pypi_is_not_taken_for_an_absent_one(audit: ModuleType, said: str, complained: str) -> None:
    with pytest.raises((audit.Unreadable, TypeError)):
        audit.read_pypi(NAMES, said, complained)


@pytest.mark.parametrize(
    "told",
    [
        {"error": {"code": "ENOLOCK", "summary": "This command requires an existing lockfile."}},
        {},
        [],
        NPM_CLEAN | {"metadata": {"dependencies": {"total": 0}}},
        NPM_CLEAN | {"vulnerabilities": {"micromatch": MICROMATCH}},
    ],
)
def test_a_broken_answer_of_npm_is_not_taken_for_an_absent_one(audit: ModuleType, told: Any) -> None:
    with pytest.raises(audit.Unreadable):
        npm(audit, told)


def test_a_hole_can_be_lived_with_for_a_while_and_is_still_named(audit: ModuleType) -> None:
    entry = '[[advisory]]\nid = "PYSEC-2025-47"\npackage = "django"\nreason = "not used"\nuntil = 2026-11-26\n'
    faults, remarks = audit.verdict([pypi(audit, DJANGO, REQUESTS)], audit.tolerated(entry), TODAY)
    assert faults == []
    assert remarks == ["Lived with: django 5.2.1: PYSEC-2025-47, mended in 5.2.3"]


def test_when_the_day_is_over_it_fails_even_where_nobody_could_be_asked(audit: ModuleType) -> None:
    entry = '[[advisory]]\nid = "PYSEC-2025-47"\npackage = "django"\nreason = "not used"\nuntil = 2026-11-25\n'
    faults, _ = audit.verdict([pypi(audit, DJANGO, REQUESTS)], audit.tolerated(entry), TODAY)
    assert len(faults) == 2
    faults, _ = audit.verdict([pypi(audit, unknown("django"), unknown("requests"))], audit.tolerated(entry), TODAY)
    assert faults == ["advisories.toml: PYSEC-2025-47 was to be lived with until 2026-11-25, which is over."]


def test_what_is_lived_with_in_one_package_is_not_in_another(audit: ModuleType) -> None:
    entry = '[[advisory]]\nid = "PYSEC-2025-47"\npackage = "requests"\nreason = "not used"\nuntil = 2026-12-26\n'
    faults, _ = audit.verdict([pypi(audit, DJANGO, REQUESTS)], audit.tolerated(entry), TODAY)
    assert len(faults) == 1


def test_an_entry_without_reason_or_day_is_refused(audit: ModuleType) -> None:
    with pytest.raises(TypeError):
        audit.tolerated('[[advisory]]\nid = "PYSEC-2025-47"\npackage = "django"\nuntil = 2026-11-26\n')


def test_our_own_entries_have_their_reason_and_at_most_ninety_days(audit: ModuleType) -> None:
    entries = audit.tolerated((settings.ROOT / "advisories.toml").read_text())
    assert [one for one in entries if not one.reason or (one.until - localdate()).days > 90] == []


def test_the_whole_lock_is_asked_about(audit: ModuleType) -> None:
    names = audit.names_in(audit.exported("--all-groups"))
    assert {"django", "cryptography", "pytest"} <= names
    assert names > audit.names_in(audit.exported("--no-dev"))


def test_every_package_comes_from_its_registry_with_a_hash() -> None:
    lock = (settings.ROOT / "uv.lock").read_text()
    sources = set(re.findall(r"^source = (.*)$", lock, re.MULTILINE))
    assert sources == {'{ registry = "https://pypi.org/simple" }', '{ editable = "." }'}
    files = re.findall(r'^ *(?:sdist = )?\{ url = "([^"]+)"(.*)\}', lock, re.MULTILINE)
    assert [url for url, rest in files if 'hash = "sha256:' not in rest] == []
    packages = json.loads((settings.ROOT / "package-lock.json").read_text())["packages"]
    assert [place for place, one in packages.items() if place and "integrity" not in one] == []


def test_the_list_of_what_is_delivered_is_valid_whole_and_the_same_each_time(
    monkeypatch: pytest.MonkeyPatch, audit: ModuleType
) -> None:
    sbom = script(monkeypatch, "sbom")
    written = sbom.written_down()
    assert sbom.JsonStrictValidator(sbom.SchemaVersion.V1_6).validate_str(written) is None
    assert sbom.written_down() == written
    components = {one["purl"]: one for one in json.loads(written)["components"]}
    names = {purl.partition("pkg:pypi/")[2].partition("@")[0] for purl in components if "pypi" in purl}
    assert names == audit.names_in(audit.exported("--no-dev"))
    assert [purl for purl in components if purl.startswith("pkg:npm/%40kern-ux/native@")]
    assert "pytest" not in names
    assert all(one["licenses"] and one["externalReferences"] for one in components.values())
