"""Spans of a trace: what took how long. They cost nothing until somebody names a recorder."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol

Fact = str | int
"""Never personal, and never an address with its query."""


class Span(Protocol):
    """Something that takes time."""

    def tell(self, name: str, **facts: Fact) -> None:
        """What it turned out to be."""


class Recorder(Protocol):
    """Keeps spans, one inside another."""

    def span(self, name: str, parent: str, facts: dict[str, Fact]) -> AbstractContextManager[Span]:
        """``parent`` is a ``traceparent`` (W3C Trace Context) or empty."""


class _Unrecorded:
    def tell(self, name: str, **facts: Fact) -> None:
        pass


_UNRECORDED = _Unrecorded()
_recorders: list[Recorder] = []


def record_by(recorder: Recorder | None) -> None:
    """From now on ``recorder`` gets all spans; None: nobody."""
    _recorders[:] = [recorder] if recorder else []


@contextmanager
def span(name: str, *, parent: str = "", **facts: Fact) -> Iterator[Span]:
    """What happens inside is one span."""
    if not _recorders:
        yield _UNRECORDED
        return
    with _recorders[0].span(name, parent, facts) as recorded:
        yield recorded
