"""What comes out: rows of a table, each a figure of the house beside that of its limit."""

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Row:
    """One line of the table. ``low`` and ``high`` are the ratios of the worst and the best round.

    ``aim`` is the number to be reached; ``share`` how much of it is, whichever way it counts: 1 is reached, 0.5 is half
    as good as it should be.
    """

    unit: str
    figure: str
    house: str
    limit: str = ""
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    target: str = ""
    aim: float | None = None
    share: float | None = None

    @property
    def reached(self) -> bool | None:
        """None where nothing was aimed at."""
        return None if self.share is None else self.share >= 1


def rates(unit: str, figure: str, house: list[float], limit: list[float], *, at_least: float | None = None) -> Row:
    """Figures of which more is better, a value for each round."""
    return _compared(unit, figure, house, limit, [h / o for h, o in zip(house, limit, strict=True)], at_least)


def costs(unit: str, figure: str, house: list[float], limit: list[float], *, at_least: float | None = None) -> Row:
    """Figures of which less is better."""
    return _compared(unit, figure, house, limit, [o / h for h, o in zip(house, limit, strict=True)], at_least)


def times(unit: str, figure: str, house: list[float], limit: list[float], *, at_most: float) -> Row:
    """As ``costs``, where the target says that the house may take ``at_most`` times as long."""
    row = costs(unit, figure, house, limit, at_least=1 / at_most)
    return Row(**vars(row) | {"target": f"{row.target} (≤ {at_most} ×)"})


def _compared(
    unit: str, figure: str, house: list[float], limit: list[float], ratios: list[float], at_least: float | None
) -> Row:
    ratio = median(ratios)
    return Row(
        unit,
        figure,
        written(median(house)),
        written(median(limit)),
        ratio,
        min(ratios),
        max(ratios),
        f"ratio ≥ {at_least:.2f}" if at_least else "",
        at_least,
        ratio / at_least if at_least else None,
    )


def alone(unit: str, figure: str, value: float, *, at_least: float | None = None, at_most: float | None = None) -> Row:
    """A figure that has a target of its own, and no limit beside it."""
    target = f"≥ {written(at_least)}" if at_least else f"≤ {written(at_most)}" if at_most else ""
    share = value / at_least if at_least else at_most / max(value, 1e-9) if at_most else None
    return Row(unit, figure, written(value), target=target, aim=at_least or at_most, share=share)


def written(value: float) -> str:
    """Three digits that count: ``13 200``, ``41.8``, ``0.52``."""
    if value >= 100:
        return f"{float(f'{value:.3g}'):,.0f}".replace(",", "\N{THIN SPACE}")
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
