"""A line now and then for whoever waits."""

import time
from collections.abc import Callable

Say = Callable[[str], None]
FIRST, NEXT = 1, 5
"""Seconds until the first line, and between the others."""


class Progress:
    """Says from time to time how far it is."""

    def __init__(self, doing: str, say: Say) -> None:
        self._doing, self._say = doing, say
        self._due, self.size, self.files = time.monotonic() + FIRST, 0, 0

    def add(self, size: int, files: int = 0) -> None:
        self.size += size
        self.files += files
        if time.monotonic() >= self._due:
            self._due = time.monotonic() + NEXT
            self._say(f"{self._doing}: {self.size / 1e6:,.0f} MB, {self.files} files …")
