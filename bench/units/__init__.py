"""What is measured: a file for each unit, with one function that gives its rows."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench.rows import Row


@dataclass(frozen=True)
class Run:
    """What a unit is told. ``folder`` is the house's; ``url`` its ``DATABASE_URL``, empty for SQLite."""

    folder: Path
    url: str
    rounds: int
    seconds: float
    """How long one turn of a load lasts."""
    services: int
    applications: int
    """How many are sent in one turn."""
    cases: int
    """How many lie at the desk."""
    catalogue: Path | None
    """A folder with a DLDB catalogue to make services from."""


Unit = Callable[[Run], list[Row]]
