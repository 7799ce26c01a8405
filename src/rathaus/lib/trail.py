"""Which request or task the work at hand belongs to: log lines, traces and error pages name it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass
class Trail:
    """Names only, none of them personal; empty where there is none."""

    request: str = ""
    """What people see as ``Kennung`` when something goes wrong."""
    route: str = ""
    """The pattern of the address, such as ``/antrag/<slug:slug>/``; never the address itself."""
    task: str = ""


_current: ContextVar[Trail | None] = ContextVar("trail", default=None)


def current() -> Trail:
    """The trail that is followed; an empty one outside requests and tasks."""
    return _current.get() or Trail()


@contextmanager
def following(trail: Trail) -> Iterator[Trail]:
    """While this holds, all that happens in this thread belongs to ``trail``."""
    token = _current.set(trail)
    try:
        yield trail
    finally:
        _current.reset(token)
