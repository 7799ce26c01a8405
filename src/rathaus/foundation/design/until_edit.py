"""Remembers in a process what only an edit of public content changes.

Web processes learn within a second that somebody edited (``kept.Keeper``), and forget. Where nobody watches for edits,
in commands, workers and tests, nothing is remembered.
"""

from collections.abc import Callable, Hashable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

_MOST = 2000
"""Results kept of one function; then it begins anew."""


class _Watch:
    """Whether somebody in this process watches for edits, and what is remembered until the next one."""

    is_kept = False
    memories: list[dict[Hashable, Any]] = []


def until_edit(function: Callable[P, R]) -> Callable[P, R]:
    """``function``'s result for the same (hashable) arguments, up to a second longer than it is true.

    What comes back is shared by all requests: it must not be changed.
    """
    memory: dict[Hashable, Any] = {}
    _Watch.memories.append(memory)

    @wraps(function)
    def remembered(*args: P.args, **kwargs: P.kwargs) -> R:
        if not _Watch.is_kept:
            return function(*args, **kwargs)
        name = (args, tuple(kwargs.items()))
        if name not in memory:
            if len(memory) >= _MOST:
                memory.clear()
            memory[name] = function(*args, **kwargs)
        return memory[name]

    return remembered


def watch(on: bool = True) -> None:
    """From now on ``forget`` is called after each edit."""
    _Watch.is_kept = on
    forget()


def forget() -> None:
    """Public content was edited."""
    for memory in _Watch.memories:
        memory.clear()
