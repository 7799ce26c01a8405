"""What all visitors of one run notice together: answers and failures, forms that go out, the end of the day."""

import threading
import time
from collections import Counter
from itertools import pairwise


class Watch:
    """Shared by all visitors; any number of threads may write. After ``patience`` seconds, where given, all give up."""

    def __init__(self, patience: float | None = None) -> None:
        self.failures: Counter[str] = Counter()
        """Requests that had to be made again, by kind: ``refused``, ``cut``, ``timeout``, ``503`` …"""
        self.odd: list[str] = []
        """Answers that no visitor should get: neither what she asked for nor a plain "not now"."""
        self.closing, self.closed = threading.Event(), threading.Event()
        """No new deeds; no more patience with what is under way."""
        self._moments: list[float] = []
        self._lock = threading.Lock()
        self._posts = threading.Condition()
        if patience is not None:
            timer = threading.Timer(patience, self.closed.set)
            timer.daemon = True
            timer.start()

    def acknowledged(self) -> None:
        """A visitor was told that something counts."""
        with self._lock:
            self._moments.append(time.monotonic())

    def failed(self, kind: str) -> None:
        with self._lock:
            self.failures[kind] += 1

    def note_odd(self, what: str) -> None:
        with self._lock:
            self.odd.append(what)

    def posted(self) -> None:
        """A form is on its way and not answered yet."""
        with self._posts:
            self._posts.notify_all()

    def wait_for_post(self, seconds: float) -> bool:
        """Until the next form goes out; False if none did."""
        with self._posts:
            return self._posts.wait(seconds)

    @property
    def count(self) -> int:
        """How often something was acknowledged so far."""
        return len(self._moments)

    def wait_for_more(self, than: int, seconds: float) -> bool:
        """Until more than ``than`` were acknowledged; False if ``seconds`` went by without."""
        end = time.monotonic() + seconds
        while self.count <= than and time.monotonic() < end:
            time.sleep(0.01)
        return self.count > than

    def longest_gap(self, since: float = 0.0) -> float:
        """Seconds of the longest time in which nobody was told anything; ``since`` is a ``time.monotonic()``."""
        moments = sorted(each for each in list(self._moments) if each >= since)
        return max((later - earlier for earlier, later in pairwise(moments)), default=0.0)
