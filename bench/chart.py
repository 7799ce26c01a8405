"""The targets of a run as one picture (SVG): how near each comes, on each database."""

from collections.abc import Iterator
from html import escape
from math import log10
from pathlib import Path

from bench.rows import Row
from bench.verdict import Tables, aimed, lines

PICTURE = Path(__file__).resolve().parent.parent / "docs" / "pictures" / "benchmarks.svg"
_LEAST, _MOST = 0.01, 10.0
"""Shares of a target that the picture can show; what lies beyond stands at its edge."""
_LABEL, _PLOT, _COLUMN, _LINE, _TOP = 340, 360, 112, 22, 74
_TICKS = {0.01: "1 %", 0.1: "10 %", 1.0: "target", 10.0: "10 ×"}
_STYLE = """
text { font: 12px system-ui, sans-serif; fill: #1b2430 } .soft { fill: #55606e } .head { font-weight: 600 }
.ground { fill: #fff } .line { stroke: #d5dae1 } .aim { stroke: #1b2430 } .stripe { fill: #f3f5f8 }
.first { fill: #0b5cad } .second { fill: #b3480d }
@media (prefers-color-scheme: dark) {
text { fill: #e8ecf1 } .soft { fill: #a4afbc } .ground { fill: #12171e } .line { stroke: #39434f }
.aim { stroke: #e8ecf1 } .stripe { fill: #1b222b } .first { fill: #6cb2f7 } .second { fill: #f59a5f }
}
"""


def write(tables: Tables) -> None:
    """Lay the picture down beside the document that shows it."""
    PICTURE.parent.mkdir(exist_ok=True)
    PICTURE.write_text(svg(tables), "utf-8")


def svg(tables: Tables) -> str:
    """The same rows always give the same bytes."""
    named = list(tables)
    rows: dict[tuple[str, str, str], dict[str, Row]] = {}
    for database, row in aimed(tables):
        rows.setdefault((row.unit, row.figure, row.target), {})[database] = row
    width, height = _LABEL + _PLOT + 30 + _COLUMN * len(named), _TOP + _LINE * len(rows) + 36
    inside = [*_frame(named, len(rows))]
    for number, (called, found) in enumerate(rows.items()):
        inside += _row(number, called, found, named, width)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img" '
        f'aria-labelledby="title desc">\n<title id="title">{escape(lines(tables)[0])}</title>\n'
        f'<desc id="desc">{escape(_described(rows))}</desc>\n<style>{_STYLE}</style>\n'
        f'<rect class="ground" width="{width}" height="{height}"/>\n' + "\n".join(inside) + "\n</svg>\n"
    )


def _frame(named: list[str], count: int) -> Iterator[str]:
    bottom = _TOP + _LINE * count
    yield _text(16, 24, "How much of each target is reached; right of the line it is", "head")
    for tick, label in _TICKS.items():
        at = _place(tick)
        yield f'<line class="{"aim" if tick == 1 else "line"}" x1="{at}" x2="{at}" y1="{_TOP - 8}" y2="{bottom}"/>'
        yield _text(at, bottom + 18, label, "soft", "middle")
    for number, name in enumerate(named):
        yield _mark(_column(number) - 84, 46, number)
        yield _text(_column(number), 50, name.split()[0], "head", "end")


def _row(number: int, called: tuple[str, str, str], found: dict[str, Row], named: list[str], width: int) -> list[str]:
    unit, figure, target = called
    middle = _TOP + _LINE * number + _LINE / 2
    stripe = f'<rect class="stripe" x="8" y="{middle - _LINE / 2}" width="{width - 16}" height="{_LINE}"/>'
    drawn = [stripe] if number % 2 else []
    drawn.append(_text(16, middle + 4, _short(f"{unit}: {figure}, {target}")))
    for place, name in enumerate(named):
        if (row := found.get(name)) and row.share is not None:
            drawn.append(_mark(_place(row.share), middle, place))
            drawn.append(_text(_column(place), middle + 4, _got(row), "head" if row.reached else "soft", "end"))
    return drawn


def _place(share: float) -> float:
    within = min(max(share, _LEAST), _MOST)
    return round(_LABEL + 30 + _PLOT * (log10(within) - log10(_LEAST)) / (log10(_MOST) - log10(_LEAST)) - 16, 1)


def _column(number: int) -> int:
    return _LABEL + _PLOT + 20 + _COLUMN * (number + 1)


def _mark(x: float, y: float, number: int) -> str:
    """A disc for the first database, a square for the second: no colour is needed to tell them apart."""
    if number == 0:
        return f'<circle class="first" cx="{x}" cy="{y}" r="5"/>'
    return f'<rect class="second" x="{round(x - 4.5, 1)}" y="{y - 4.5}" width="9" height="9"/>'


def _text(x: float, y: float, said: str, kind: str = "", anchor: str = "start") -> str:
    return f'<text class="{kind}" x="{x}" y="{y}" text-anchor="{anchor}">{escape(said)}</text>'


def _short(said: str, most: int = 58) -> str:
    return said if len(said) <= most else said[: most - 1] + "…"


def _got(row: Row) -> str:
    return row.house if row.ratio is None else f"{row.ratio:.2f}"


def _described(rows: dict[tuple[str, str, str], dict[str, Row]]) -> str:
    """All that the picture shows, in words."""
    told = []
    for (unit, figure, target), found in rows.items():
        got = ", ".join(f"{name} {_got(row)}{'' if row.reached else ' (missed)'}" for name, row in found.items())
        told.append(f"{unit}, {figure}, {target}: {got}.")
    return " ".join(told)
