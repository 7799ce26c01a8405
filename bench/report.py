"""The table, for the terminal and for docs/benchmarks.md."""

from collections.abc import Iterator
from pathlib import Path

from bench.rows import Row

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "benchmarks.md"
BEGIN, END = "<!-- figures: begin (python -m bench --write) -->", "<!-- figures: end -->"
_COLUMNS = ("unit", "figure", "house", "limit", "ratio", "worst – best round", "target", "reached")


def text(head: dict[str, str], tables: dict[str, list[Row]]) -> str:
    """Head and tables as Markdown, a table for each database."""
    lines = [f"- {label}: {value}" for label, value in head.items()]
    for database, rows in tables.items():
        lines += ["", f"### {database}", "", *_table(rows)]
    return "\n".join(lines)


def write(head: dict[str, str], tables: dict[str, list[Row]]) -> None:
    """Put the figures between the marks of the document; everything else in it stays."""
    before, _, rest = DOCUMENT.read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    DOCUMENT.write_text(f"{before}{BEGIN}\n{text(head, tables)}\n{END}{after}", "utf-8")


def _table(rows: list[Row]) -> Iterator[str]:
    yield _line(_COLUMNS)
    yield _line(["---"] * len(_COLUMNS))
    for row in rows:
        yield _line([row.unit, row.figure, row.house, row.limit, *_ratio(row), row.target, _reached(row)])


def _line(cells: tuple[str, ...] | list[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _ratio(row: Row) -> tuple[str, str]:
    if row.ratio is None or row.low is None or row.high is None:
        return "", ""
    return f"{row.ratio:.2f}", f"{row.low:.2f} – {row.high:.2f}"


def _reached(row: Row) -> str:
    return {True: "yes", False: "**no**", None: ""}[row.reached]
