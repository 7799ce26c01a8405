"""A visitor who only reads, without pause, and notices how long she is left alone."""

import threading
import time
import urllib.error
import urllib.request
from http.client import SERVICE_UNAVAILABLE
from itertools import pairwise

PAUSE = 0.2


class Reader:
    """Asks for ``page`` until the end; any answer but 200 counts as none."""

    def __init__(self, page: str) -> None:
        self.page = page
        self._answered: list[float] = []
        self._thread = threading.Thread(target=self._read, daemon=True)

    def start(self) -> None:
        self._thread.start()

    def gap(self, since: float) -> float:
        """Seconds of the longest time without an answer since ``since``, a ``time.monotonic()``."""
        moments = [moment for moment in [*self._answered] if moment >= since]
        return max((later - earlier for earlier, later in pairwise(moments)), default=0.0)

    def answered_after(self, moment: float) -> bool:
        return bool(self._answered) and self._answered[-1] > moment

    def complaints(self) -> list[str]:
        """What is wrong with what visitors see right now: a page, or the one that says when to come back."""
        found = []
        for _ in range(3):
            try:
                with urllib.request.urlopen(self._request(time.monotonic()), timeout=20) as answer:
                    answer.read()
            except urllib.error.HTTPError as refusal:
                if refusal.code != SERVICE_UNAVAILABLE or "Retry-After" not in refusal.headers:
                    found.append(f"a reader was told {refusal.code}: {refusal.read()[:200]!r}")
            except OSError as error:
                found.append(f"a reader got no answer: {error}")
        return found

    def _read(self) -> None:
        while True:
            begun = time.monotonic()
            try:
                # Nobody wants to wait longer for a page; and for a cookie of its own the database is asked each time.
                with urllib.request.urlopen(self._request(begun), timeout=5) as answer:
                    answer.read()
                    self._answered.append(time.monotonic())
            except OSError:
                pass
            time.sleep(PAUSE)

    def _request(self, begun: float) -> urllib.request.Request:
        return urllib.request.Request(self.page, headers={"Cookie": f"sitzung=reader-{int(begun * 1000)}"})
