"""Two houses side by side, asked in turn: what a page costs in one of them, beside the same page in the other."""

import http.client
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count, cycle, islice
from statistics import median

from bench.rows import Row, costs
from bench.servers import Server

EACH = 10


class Refused(Exception):
    """A house did not answer with a page."""


@dataclass(frozen=True)
class Asked:
    """A page: its addresses in the house and in the other, taken in turn."""

    figure: str
    house: Sequence[str]
    other: Sequence[str]
    times: int = EACH
    """How often both are asked in a round."""


class Visitor:
    """Somebody with a session, on one connection to each of both houses."""

    def __init__(self, house: Server, other: Server, cookie: str) -> None:
        self.house, self.other = (http.client.HTTPConnection("127.0.0.1", one.port) for one in (house, other))
        self.headers = {"Cookie": cookie}
        self.numbers = count()

    def compare(self, unit: str, asked: Asked, rounds: int, at_least: float | None = None) -> Row:
        """Milliseconds of the page; the figures of a round are medians."""
        self._turn(asked)
        turns = [self._turn(asked) for _ in range(rounds)]
        ours, theirs = ([*side] for side in zip(*turns, strict=True))
        return costs(unit, asked.figure, ours, theirs, at_least=at_least)

    def _turn(self, asked: Asked) -> tuple[float, float]:
        pairs = islice(zip(cycle(asked.house), cycle(asked.other), strict=True), asked.times)
        times = [(self._ask(self.house, ours), self._ask(self.other, theirs)) for ours, theirs in pairs]
        ours, theirs = zip(*times, strict=True)
        return median(ours), median(theirs)

    def rows(self, asked: Asked, row: bytes) -> tuple[int, int]:
        """How many rows, each with ``row`` in it, the page has in the house and in the other."""
        return self._get(self.house, asked.house[0]).count(row), self._get(self.other, asked.other[0]).count(row)

    def _ask(self, there: http.client.HTTPConnection, address: str) -> float:
        start = time.perf_counter()
        self._get(there, address)
        return (time.perf_counter() - start) * 1000

    def _get(self, there: http.client.HTTPConnection, address: str) -> bytes:
        # A word that no page knows, and another one each time: what is remembered under an address is made anew.
        anew = f"{address}{'&' if '?' in address else '?'}_={next(self.numbers)}"
        there.request("GET", anew, headers=self.headers)
        answer = there.getresponse()
        page = answer.read()
        if answer.status != http.client.OK:
            raise Refused(f"{address}: {answer.status}")
        return page
