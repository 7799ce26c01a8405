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
"""Results kept of one function until the next edit."""


class _Watch:
    """Whether somebody in this process watches for edits, and what is remembered until the next one, by function."""

    is_kept = False
    memory: dict[Callable[..., Any], dict[Hashable, Any]] = {}


def until_edit(function: Callable[P, R]) -> Callable[P, R]:
    """``function``'s result for the same (hashable) arguments, up to a second longer than it is true.

    What comes back is shared by all requests: it must not be changed.
    """

    @wraps(function)
    def remembered(*args: P.args, **kwargs: P.kwargs) -> R:
        if not _Watch.is_kept:
            return function(*args, **kwargs)
        # Held on to: what was found before an edit must not be put where it is looked for after it.
        known = _Watch.memory.setdefault(function, {})
        name = (args, tuple(kwargs.items()))
        try:
            return known[name]
        except KeyError:
            found = function(*args, **kwargs)
        if len(known) < _MOST:
            known[name] = found
        return found

    return remembered


def watch(on: bool = True) -> None:
    """From now on ``forget`` is called after each edit."""
    _Watch.is_kept = on
    forget()


def forget() -> None:
    """Public content was edited."""
    _Watch.memory = {}
