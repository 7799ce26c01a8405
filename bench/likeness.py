"""How fast and how well ideas find their like, beside the database's own full-text search over the same texts."""

import random
import time
from collections.abc import Callable, Iterator
from statistics import median, quantiles
from typing import Any

from bench.limits.fulltext import over
from bench.rows import Row, alone, costs
from rathaus.lib.german import words_of
from rathaus.participation.ideas.finding import similar_to
from rathaus.participation.ideas.models import Idea

UNIT = "ideas, similar"
MOST_MS = 50
LEAST_FOUND = 95


def rows(real: list[str], questions: int, rounds: int, chance: random.Random) -> Iterator[Row]:
    """``real`` are the texts of the first ideas."""
    asked = [_as_typed(text, chance) for text in chance.sample(real, questions)]
    ideas = Idea.objects.order_by("pk").values_list("title", "number", "text")
    native = over([(title, str(number), text) for title, number, text in ideas.iterator()])
    for text in asked[: questions // 10]:
        similar_to(text), native(text)
    turns = [[(_milliseconds(similar_to, text), _milliseconds(native, text)) for text in asked] for _ in range(rounds)]
    ours, theirs = ([[pair[side] for pair in turn] for turn in turns] for side in (0, 1))
    every = [one for turn in ours for one in turn]
    yield costs(UNIT, "median ms", [*map(median, ours)], [*map(median, theirs)])
    yield costs(UNIT, "p95 ms", [*map(_p95, ours)], [*map(_p95, theirs)])
    yield alone(UNIT, "median ms of all rounds", median(every), at_most=MOST_MS)
    yield alone(UNIT, "p95 ms of all rounds", _p95(every), at_most=MOST_MS)
    yield alone(UNIT, "ms of the slowest", max(every))
    yield alone(UNIT, "% of duplicates among the first five", _found(real), at_least=LEAST_FOUND)


def _as_typed(text: str, chance: random.Random) -> str:
    """As somebody says it again: a fifth of the words are missing."""
    return " ".join(word for word in text.split() if chance.random() > 0.2) or text


def _found(real: list[str]) -> float:
    """Of ideas that have an equal one, how many find it."""
    equal: dict[str, set[int]] = {}
    for number, text in enumerate(real, 1):
        equal.setdefault(" ".join(words_of(text)), set()).add(number)
    known = [(number, same) for said, same in equal.items() if said and len(same) > 1 for number in same]
    found = [any(one.number in same for one in _like(real, number)) for number, same in known]
    return 100 * sum(found) / len(found)


def _like(real: list[str], number: int) -> list[Idea]:
    return similar_to(real[number - 1], exclude=number)


def _milliseconds(action: Callable[[str], Any], text: str) -> float:
    start = time.perf_counter()
    action(text)
    return (time.perf_counter() - start) * 1000


def _p95(times: list[float]) -> float:
    return quantiles(times, n=100)[94]
