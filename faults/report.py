"""What came out: a table for the terminal and for docs/reliability.md, and the verdict."""

from collections.abc import Iterable
from pathlib import Path

from bench.machine import machine, others_at_work
from faults.stage import Outcome

DOCUMENT = Path(__file__).resolve().parent.parent / "docs" / "reliability.md"
BEGIN, END = "<!-- figures: begin (python -m faults --write) -->", "<!-- figures: end -->"
_COLUMNS = ("fault", "database", "brought about", "acknowledged", "figures", "holds")


def text(outcomes: list[Outcome]) -> str:
    """The table as Markdown, and below it every fault."""
    rows = [_row(outcome) for outcome in outcomes]
    found = [f"- {outcome.scenario}, {outcome.database}: {fault}" for outcome in outcomes for fault in outcome.faults]
    return "\n".join(
        [_line(_COLUMNS), _line(["---"] * len(_COLUMNS)), *map(_line, rows), *([""] if found else []), *found]
    )


def write(outcomes: list[Outcome]) -> None:
    """Put machine, table and verdict between the marks of the document; everything else in it stays."""
    before, _, rest = DOCUMENT.read_text("utf-8").partition(BEGIN)
    after = rest.partition(END)[2]
    told = machine() | {"Wanted a core when it was over": f"{others_at_work():.0f} processes"}
    head = "\n".join(f"- {label}: {value}" for label, value in told.items())
    figures = f"{head}\n\n{text(outcomes)}\n\n`{verdict(outcomes)}`"
    DOCUMENT.write_text(f"{before}{BEGIN}\n{figures}\n{END}{after}", "utf-8")


def verdict(outcomes: list[Outcome]) -> str:
    """``FAULTS: 31 of 31 hold; 4,812 acknowledged, 0 lost, 0 doubled``."""
    counted = [outcome for outcome in outcomes if not outcome.skipped]
    every = [fault for outcome in counted for fault in outcome.faults]
    lost = sum("is there 0 times" in fault for fault in every)
    doubled = sum("is there" in fault and "is there 0 times" not in fault for fault in every)
    skipped = len(outcomes) - len(counted)
    told = f"{sum(outcome.acknowledged for outcome in counted):,} acknowledged, {lost} lost, {doubled} doubled"
    more = f"; {skipped} NOT TRIED" if skipped else ""
    return f"FAULTS: {sum(outcome.holds for outcome in counted)} of {len(counted)} hold; {told}{more}"


def holds(outcomes: Iterable[Outcome]) -> bool:
    return all(outcome.holds or outcome.skipped for outcome in outcomes)


def line(outcome: Outcome) -> str:
    """One outcome in a line, for whoever waits."""
    if outcome.skipped:
        return f"not tried: {outcome.skipped}"
    said = "holds" if outcome.holds else f"{len(outcome.faults)} FAULTS, the first: {outcome.faults[0][:300]}"
    return f"{said}; {outcome.acknowledged} acknowledged; {outcome.brought_about}"


def _row(outcome: Outcome) -> list[str]:
    figures = ", ".join(f"{name} {value}" for name, value in outcome.figures.items())
    said = "not tried" if outcome.skipped else "yes" if outcome.holds else f"**no** ({len(outcome.faults)})"
    done = outcome.brought_about or outcome.skipped
    return [outcome.scenario, outcome.database, done, f"{outcome.acknowledged:,}", figures, said]


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"
