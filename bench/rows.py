"""What comes out: rows of a table, each a figure of the house beside that of its limit."""

from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Row:
    """One line of the table. ``low`` and ``high`` are the ratios of the worst and the best round."""

    unit: str
    figure: str
    house: str
    limit: str = ""
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    target: str = ""
    reached: bool | None = None


def rates(unit: str, figure: str, house: list[float], limit: list[float], *, at_least: float | None = None) -> Row:
    """Figures of which more is better, a value for each round."""
    return _compared(unit, figure, house, limit, [h / o for h, o in zip(house, limit, strict=True)], at_least)


def costs(unit: str, figure: str, house: list[float], limit: list[float], *, at_least: float | None = None) -> Row:
    """Figures of which less is better."""
    return _compared(unit, figure, house, limit, [o / h for h, o in zip(house, limit, strict=True)], at_least)


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
        ratio >= at_least if at_least else None,
    )


def alone(unit: str, figure: str, value: float, *, at_least: float | None = None, at_most: float | None = None) -> Row:
    """A figure that has a target of its own, and no limit beside it."""
    target = f"≥ {written(at_least)}" if at_least else f"≤ {written(at_most)}" if at_most else ""
    reached = value >= at_least if at_least else value <= at_most if at_most else None
    return Row(unit, figure, written(value), target=target, reached=reached)


def written(value: float) -> str:
    """Three digits that count: ``13 200``, ``41.8``, ``0.52``."""
    if value >= 100:
        return f"{float(f'{value:.3g}'):,.0f}".replace(",", "\N{THIN SPACE}")
    return f"{value:.1f}" if value >= 10 else f"{value:.2f}"
