"""The German search over ten thousand services, beside the database's own full-text search over the same texts."""

import random
import time
from collections.abc import Callable
from itertools import chain
from statistics import median, quantiles
from typing import Any

from bench.catalogue import fill
from bench.limits.fulltext import fulltext
from bench.questions import questions
from bench.rows import Row, alone, costs
from bench.units import Run
from rathaus.portal.catalogue.search import find
from rathaus.portal.catalogue.search.index import current_index
from rathaus.portal.catalogue.search.sources import everything

QUESTIONS = 2000
UNIT = "search"


def measure(run: Run) -> list[Row]:
    """Median and slowest percent of two thousand different questions, asked one after the other."""
    chance = random.Random(1724)
    fill(run.services, run.catalogue, chance)
    asked = list(questions(QUESTIONS, chance))
    limit = fulltext(everything())
    opened = _milliseconds(current_index)
    house_times, limit_times = _take_turns(asked, run.rounds, find, limit)
    return [
        costs(UNIT, "median ms", [*map(median, house_times)], [*map(median, limit_times)], at_least=0.5),
        costs(UNIT, "p99 ms", [*map(_p99, house_times)], [*map(_p99, limit_times)]),
        alone(UNIT, "p99 ms of all rounds", _p99([*chain(*house_times)]), at_most=15),
        alone(UNIT, "ms to open the index, once a process", opened),
        alone(UNIT, "% of questions answered", 100 * sum(bool(find(text).results) for text in asked) / len(asked)),
    ]


Times = list[list[float]]


def _take_turns(
    asked: list[str], rounds: int, house: Callable[[str], Any], limit: Callable[[str], Any]
) -> tuple[Times, Times]:
    """Milliseconds of each question in each round; both sides answer a first tenth unwatched."""
    for text in asked[: len(asked) // 10]:
        house(text), limit(text)
    turns = [(_each(asked, house), _each(asked, limit)) for _ in range(rounds)]
    return [ours for ours, _ in turns], [theirs for _, theirs in turns]


def _each(asked: list[str], search: Callable[[str], Any]) -> list[float]:
    return [_milliseconds(search, text) for text in asked]


def _milliseconds(action: Callable[..., Any], *told: Any) -> float:
    start = time.perf_counter()
    action(*told)
    return (time.perf_counter() - start) * 1000


def _p99(times: list[float]) -> float:
    return quantiles(times, n=100)[98]
