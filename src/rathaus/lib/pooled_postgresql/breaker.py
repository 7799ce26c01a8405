"""Whether the database is worth waiting for: while it is away one waits, and everybody else is told so at once.

A circuit breaker (M. Nygard, Release It!, 2007). Without it each request waits as long as the pool tries, once for
everything it asks, and those behind it wait for its thread: a page that says „in a minute“ would come after twenty.
"""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

from psycopg import OperationalError

T = TypeVar("T")
PAUSE = 1.0
"""Seconds after somebody waited in vain before the next one does."""


class Away(OperationalError):
    """The database was not there a moment ago, or somebody is still waiting for it."""


class Breaker:
    """One for each database of a process."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._is_away = self._is_awaited = False
        self._missed_at = 0.0

    def through(self, take: Callable[[], T]) -> T:
        """What ``take`` gives, which may wait. Raises Away at once where that is in vain, else what ``take`` raises."""
        self._let_in()
        reached = False
        try:
            taken = take()
            reached = True
            return taken
        finally:
            with self._lock:
                self._is_away, self._is_awaited, self._missed_at = not reached, False, time.monotonic()

    def _let_in(self) -> None:
        with self._lock:
            if not self._is_away:
                return
            if self._is_awaited or time.monotonic() - self._missed_at < PAUSE:
                raise Away("the database is away")
            self._is_awaited = True
