"""The funnel: plain numbers, added up as one likes. No database here."""

from collections.abc import Iterable
from dataclasses import astuple, dataclass
from operator import add


@dataclass(frozen=True)
class Numbers:
    """How many ideas came, how many of them went on, how many of those first; and how many are invented examples."""

    ideas: int = 0
    pursued: int = 0
    high_priority: int = 0
    examples: int = 0

    def __add__(self, other: "Numbers") -> "Numbers":
        return Numbers(*map(add, astuple(self), astuple(other)))


@dataclass(frozen=True)
class Cell:
    """The ideas of one series (empty: outside of any), year and field of action."""

    series: str
    year: int
    field: str
    numbers: Numbers


@dataclass(frozen=True)
class Wait:
    """How long ``count`` ideas needed to reach ``stage`` from the one before: ``days`` all together."""

    series: str
    year: int
    field: str
    stage: int
    count: int
    days: float

    @property
    def average(self) -> int:
        return round(self.days / self.count)


@dataclass(frozen=True)
class Funnel:
    """What was counted; see ``only``, ``total``, ``by_field`` and ``waits_by_stage``."""

    cells: tuple[Cell, ...] = ()
    waits: tuple[Wait, ...] = ()

    def only(self, *, series: str = "", year: int | None = None, field: str = "") -> "Funnel":
        """The part of this series, year and field; what is not given is not asked for."""

        def fits(one: Cell | Wait) -> bool:
            return series in ("", one.series) and year in (None, one.year) and field in ("", one.field)

        return Funnel(tuple(filter(fits, self.cells)), tuple(filter(fits, self.waits)))

    @property
    def total(self) -> Numbers:
        return _sum(self.cells)

    def by_field(self) -> dict[str, Numbers]:
        """Per field of action that has ideas."""
        fields = dict.fromkeys(cell.field for cell in self.cells)
        return {field: _sum(cell for cell in self.cells if cell.field == field) for field in fields}

    def waits_by_stage(self) -> list[Wait]:
        """All fields, series and years together, in the order of the stages."""
        return [_together(stage, self.waits) for stage in sorted({wait.stage for wait in self.waits})]

    @property
    def series(self) -> list[str]:
        return sorted({cell.series for cell in self.cells} - {""})

    @property
    def decided_last(self) -> str:
        """The newest series of which the committee has accepted something; empty if there is none."""
        decided = [(cell.year, cell.series) for cell in self.cells if cell.series and cell.numbers.pursued]
        return max(decided, default=(0, ""))[1]

    @property
    def years(self) -> list[int]:
        return sorted({cell.year for cell in self.cells})


def _sum(cells: Iterable[Cell]) -> Numbers:
    return sum((cell.numbers for cell in cells), Numbers())


def _together(stage: int, waits: Iterable[Wait]) -> Wait:
    same = [wait for wait in waits if wait.stage == stage]
    return Wait("", 0, "", stage, sum(wait.count for wait in same), sum(wait.days for wait in same))
