"""However deep something is called, the next call costs the same."""

from collections.abc import Callable
from time import perf_counter

import pytest

from rathaus.lib.stack import with_room

DEEPEST = 250
"""Some 25 kB of frames."""


def called_from(depth: int) -> float:
    """Seconds of the fastest of a few calls from this depth."""
    if depth:
        return called_from(depth - 1)
    fastest = 1.0
    for _ in range(20):
        start = perf_counter()
        _three_more(3)
        fastest = min(fastest, perf_counter() - start)
    return fastest


def _three_more(left: int) -> None:
    if left:
        _three_more(left - 1)


def slowest(call: Callable[[int], float]) -> float:
    """Of all depths, in terms of the usual one."""
    seconds = sorted(call(depth) for depth in range(DEEPEST))
    return seconds[-1] / seconds[len(seconds) // 2]


def test_no_depth_is_slow() -> None:
    # Without room some depth takes thirty times as long where CPython gives the next piece back with each call.
    assert slowest(with_room(called_from)) < 5


def test_it_is_the_same_call() -> None:
    def asked(one: int, other: str) -> str:
        """What it does."""
        if not one:
            raise ValueError(other)
        return other * one

    assert with_room(asked)(2, "x") == "xx"
    assert with_room(asked).__doc__ == asked.__doc__
    with pytest.raises(ValueError, match="none"):
        with_room(asked)(0, "none")
