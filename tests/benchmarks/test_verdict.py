"""What a run of the benchmark says in the end: its verdict, and the picture of it."""

import re
from xml.etree import ElementTree

import pytest

from bench import chart, verdict
from bench.rows import Row, alone, costs, rates, times

TABLES = {
    "SQLite 3.53": [
        rates("page", "requests/s", [30.0, 50.0, 40.0], [50.0, 50.0, 50.0], at_least=0.8),
        alone("backlog", "s for 500", 33, at_most=10),
        times("desk", "page 1, ms <b>", [30.0], [22.0], at_most=1.5),
        alone("index", "ms to open", 200),
    ],
    "PostgreSQL 15": [alone("backlog", "s for 500", 9, at_most=10)],
}
SVG = "{http://www.w3.org/2000/svg}"


def test_a_verdict_counts_what_was_aimed_at_and_names_what_was_missed() -> None:
    said = verdict.lines(TABLES)
    assert said[0] == "BENCH: 3 of 4 targets reached"
    assert said[1:] == ["  missed: backlog, s for 500 (SQLite 3.53): 33.0, ≤ 10.0"]
    assert not verdict.all_reached(TABLES)
    assert verdict.all_reached({"PostgreSQL 15": TABLES["PostgreSQL 15"]})


@pytest.mark.parametrize(
    ("row", "share"),
    [
        (rates("u", "f", [40.0], [50.0], at_least=0.8), 1.0),
        (costs("u", "f", [20.0], [10.0], at_least=1.0), 0.5),
        (times("u", "f", [30.0], [10.0], at_most=1.5), 0.5),
        (alone("u", "f", 5, at_least=10), 0.5),
        (alone("u", "f", 20, at_most=10), 0.5),
        (alone("u", "f", 0, at_most=10), 1e10),
    ],
)
def test_a_share_says_the_same_whichever_way_a_figure_counts(row: Row, share: float) -> None:
    assert row.share == pytest.approx(share)
    assert row.reached is (share >= 1)


def test_a_figure_without_a_target_is_neither_reached_nor_missed() -> None:
    assert alone("u", "f", 5).reached is None


def test_the_picture_tells_in_words_what_it_shows_and_is_the_same_each_time() -> None:
    drawn = chart.svg(TABLES)
    assert drawn == chart.svg(TABLES)
    root = ElementTree.fromstring(drawn)
    assert [root.find(f"{SVG}{name}").get("id") for name in ("title", "desc")] == ["title", "desc"]  # type: ignore[union-attr]
    assert root.get("aria-labelledby") == "title desc"
    described = root.findtext(f"{SVG}desc")
    assert described
    assert "backlog, s for 500, ≤ 10.0: SQLite 3.53 33.0 (missed), PostgreSQL 15 9.00." in described
    written = [text.text for text in root.iter(f"{SVG}text")]
    assert "desk: page 1, ms <b>, ratio ≥ 0.67 (≤ 1.5 ×)" in written
    assert "prefers-color-scheme: dark" in drawn


def test_a_mark_right_of_the_line_is_a_target_that_was_reached() -> None:
    root = ElementTree.fromstring(chart.svg(TABLES))
    (line,) = (float(one.get("x1", "")) for one in root.iter(f"{SVG}line") if one.get("class") == "aim")
    discs = [float(one.get("cx", "")) for one in root.iter(f"{SVG}circle")][1:]
    assert [at >= line for at in discs] == [True, False, True]
    assert not re.search(r"x=\"-", chart.svg(TABLES))
