"""Whether another server is worth waiting for: while it is away one waits, and everybody else is told so at once.

A circuit breaker (M. Nygard, Release It!, 2007). Without it each request waits until it gives up,
and those behind it wait for its thread: a page that says „in a minute“ would come after twenty.
"""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class Breaker:
    """One for each server of a process. ``pause``: seconds after somebody waited in vain before the next one does.

    ``away`` is raised where the server was not there a moment ago, or somebody is still waiting for it.
    """

    def __init__(self, away: type[Exception], pause: float = 1.0) -> None:
        self.pause = pause
        self._away = away
        self._lock = threading.Lock()
        self._is_away = self._is_awaited = False
        self._missed_at = 0.0

    def through(self, take: Callable[[], T]) -> T:
        """What ``take`` gives, which may wait. Raises ``away`` at once where that is in vain, or as ``take`` does."""
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
            if self._is_awaited or time.monotonic() - self._missed_at < self.pause:
                raise self._away("nobody is there")
            self._is_awaited = True
