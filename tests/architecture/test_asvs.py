"""docs/security/asvs.md: every requirement once, every test and paragraph it names is there, its figures are right."""

import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from django.conf import settings

PAGE = settings.ROOT / "docs" / "security" / "asvs.md"
LEVEL_1 = """
1.2.1-5 1.3.1-2 1.5.1 2.1.1 2.2.1-2 2.3.1 3.2.1-2 3.3.1 3.4.1-2 3.5.1-3 4.1.1 4.4.1 5.2.1-2 5.3.1-2 6.1.1 6.2.1-8
6.3.1-2 6.4.1-2 7.2.1-4 7.4.1-2 8.1.1 8.2.1-2 8.3.1 9.1.1-3 9.2.1 10.4.1-5 11.3.1-2 11.4.1 12.1.1 12.2.1-2 13.4.1
14.2.1 14.3.1 15.1.1 15.2.1 15.3.1
"""
LEVEL_2 = """
1.1.1-2 1.2.6-9 1.3.3-11 1.4.1-3 1.5.2 2.1.2-3 2.2.3 2.3.2-4 2.4.1 3.3.2-4 3.4.3-6 3.5.4-5 3.7.1-2 4.1.2-3 4.2.1
4.3.1-2 4.4.2-4 5.1.1 5.2.3 5.4.1-3 6.1.2-3 6.2.9-12 6.3.3-4 6.4.3-4 6.5.1-5 6.6.1-3 6.8.1-4 7.1.1-3 7.3.1-2 7.4.3-5
7.5.1-2 7.6.1-2 8.1.2 8.2.3 8.4.1 9.2.2-4 10.1.1-2 10.2.1-2 10.3.1-4 10.4.6-11 10.5.1-5 10.6.1-2 10.7.1-3 11.1.1-2
11.2.1-3 11.3.3 11.4.2-4 11.5.1 11.6.1 12.1.2-3 12.3.1-4 13.1.1 13.2.1-5 13.3.1-2 13.4.2-5 14.1.1-2 14.2.2-4 14.3.2-3
15.1.2-3 15.2.2-3 15.3.2-7 16.1.1 16.2.1-5 16.3.1-4 16.4.1-3 16.5.1-3 17.1.1 17.2.1-4 17.3.1-2
"""
"""The numbers of OWASP ASVS 5.0.0."""
STATES = ("test", "text", "n/a", "open")
ROW = re.compile(r"^\| (\d+\.\d+\.\d+) \| ([12]) \| (.+?) \| (test|text|n/a|open) \| (.*) \|$", re.MULTILINE)
SUM = re.compile(r"^\| (?:\*\*all\*\*|(\d+) [^|]+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", re.MULTILINE)
TEST = re.compile(r"`([\w/]+\.py)::(test_\w+)`")
LINK = re.compile(r"\]\((?!https?:)([^)#\s]*)(?:#([\w-]+))?\)")
TABLES = [PAGE, PAGE.with_name("known-bugs.md")]


def numbers(ranges: str) -> list[str]:
    """``1.2.1-3`` is 1.2.1, 1.2.2 and 1.2.3."""
    found = []
    for word in ranges.split():
        section, _, last = word.rpartition(".")
        first, _, end = last.partition("-")
        found += [f"{section}.{number}" for number in range(int(first), int(end or first) + 1)]
    return found


def rows() -> list[tuple[str, str, str, str, str]]:
    return ROW.findall(PAGE.read_text())


@cache
def all_tests() -> dict[str, Path]:
    roots = (settings.ROOT / "tests", settings.PACKAGE)
    return {str(file): file for root in roots for file in root.rglob("test_*.py")}


def anchors(page: Path) -> set[str]:
    """As GitHub makes them of headings."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_the_standard_has_two_hundred_and_fifty_three_of_them() -> None:
    assert (len(numbers(LEVEL_1)), len(numbers(LEVEL_2))) == (70, 183)


def test_every_requirement_is_there_once_with_its_level() -> None:
    told = [(number, level) for number, level, *_ in rows()]
    expected = [(number, "1") for number in numbers(LEVEL_1)] + [(number, "2") for number in numbers(LEVEL_2)]
    assert Counter(told) == Counter(expected)


def test_no_line_escapes_this_test() -> None:
    lines = re.findall(r"^\| \d+\.\d+\.\d+ .*$", PAGE.read_text(), re.MULTILINE)
    assert [line for line in lines if not ROW.match(line)] == []


def test_each_state_has_what_it_needs() -> None:
    for number, _, words, state, evidence in rows():
        assert words, number
        assert evidence, number
        if state == "test":
            assert TEST.search(evidence), number
        if state in ("n/a", "open"):
            assert len(evidence) >= 12, f"{number} does not say why"


@pytest.mark.parametrize("page", TABLES, ids=lambda page: page.name)
def test_every_test_that_is_named_is_there(page: Path) -> None:
    missing = []
    named = set(TEST.findall(page.read_text()))
    assert len(named) > 30
    for name, function in sorted(named):
        found = [file for path, file in all_tests().items() if path.endswith(f"/{name}")]
        if len(found) != 1 or not re.search(rf"^(?:async )?def {function}\(", found[0].read_text(), re.MULTILINE):
            missing.append(f"{name}::{function}")
    assert missing == []


@pytest.mark.parametrize("page", sorted(PAGE.parent.glob("*.md")), ids=lambda page: page.name)
def test_every_paragraph_that_is_named_is_there(page: Path) -> None:
    for target, anchor in LINK.findall(page.read_text()):
        file = (page.parent / target).resolve() if target else page
        assert file.exists(), target
        assert not anchor or anchor in anchors(file), f"{target}#{anchor}"


def test_the_figures_at_the_top_are_right() -> None:
    counted = Counter((number.split(".")[0], state) for number, _, _, state, _ in rows())
    told = SUM.findall(PAGE.read_text())
    assert [chapter for chapter, *_ in told] == [*map(str, range(1, 18)), ""]
    for chapter, *figures in told:
        each = [
            sum(n for (of, what), n in counted.items() if chapter in ("", of) and what == state) for state in STATES
        ]
        assert [*map(int, figures)] == [sum(each), *each], chapter
