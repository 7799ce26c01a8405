"""What the trials say: one table and one verdict line."""

from collections import Counter
from pathlib import Path
from statistics import median, quantiles

from bench.machine import machine, others_at_work
from deploy.cluster.trial.canaries import Line
from deploy.cluster.trial.course import Outcome
from deploy.cluster.trial.templates import FOLDER

LONGEST = 240
README = FOLDER / "README.md"
BEGIN, END = "<!-- figures: begin (python -m deploy.cluster.trial --write) -->", "<!-- figures: end -->"
HEAD = ("fault", "acknowledged", "lost", "doubled", "deeds, s", "pages, s", "commits, s", "remarks")


def table(outcomes: list[Outcome]) -> str:
    """Markdown; seconds are the longest time without service."""
    rows = [HEAD, tuple("---" for _ in HEAD), *map(_row, outcomes)]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def line(outcome: Outcome) -> str:
    """How one trial went, for whoever waits; with what was wrong."""
    times = f"{outcome.writing:.1f} s without deeds, {outcome.reading:.1f} s without pages"
    head = f"  {outcome.acknowledged} acknowledged, {times}; {'; '.join(outcome.remarks)}"
    # The same complaint of twenty visitors is one.
    alike = Counter(complaint[:LONGEST] for complaint in outcome.complaints)
    return "\n".join([head, *(f"  WRONG ({times}×): {complaint}" for complaint, times in alike.items())])


def verdict(outcomes: list[Outcome]) -> str:
    """One line, the last of the run."""
    count = sum(outcome.acknowledged for outcome in outcomes)
    wrong = sum(len(outcome.complaints) for outcome in outcomes)
    head = f"{len(outcomes)} faults, {count} acknowledged"
    return (
        f"CLUSTER FAILED: {head}, {wrong} complaints."
        if wrong
        else f"CLUSTER HOLDS: {head}, nothing lost, nothing doubled."
    )


def head(lines: list[Line]) -> str:
    """Where it was tried, and what a commit took there."""
    took = [(line.taken - line.begun) * 1000 for line in lines]
    facts = machine() | {"Others at work": f"{others_at_work():.1f} processes wanted a core"}
    if len(took) > 1:
        facts["A commit on two machines"] = (
            f"{median(took):.0f} ms in the median, 95 %: {quantiles(took, n=20)[-1]:.0f} ms"
        )
    return "\n".join(f"- {label}: {value}" for label, value in facts.items())


def write(text: str, place: Path = README) -> None:
    """Put ``text`` between the marks of the README."""
    before, _, rest = place.read_text().partition(BEGIN)
    place.write_text(f"{before}{BEGIN}\n{text}\n{END}{rest.partition(END)[2]}")


def _row(outcome: Outcome) -> tuple[str, ...]:
    seconds = (f"{value:.1f}" for value in (outcome.writing, outcome.reading, outcome.database))
    return (
        f"{outcome.name}: {outcome.what}",
        str(outcome.acknowledged),
        str(outcome.lost),
        str(outcome.doubled),
        *seconds,
        "; ".join(outcome.remarks),
    )
