"""Keeps programs running, as systemd would, and tells of those that ended though nobody had stopped them."""

import threading
from collections.abc import Callable

from faults.logs import last_error
from scripts.children import Child

_PAUSE = 0.02
"""Seconds between two looks."""
_PATIENCE = 20


class Keeper:
    """``start`` starts one of ``children`` by its name."""

    def __init__(self, children: dict[str, Child], start: Callable[[str], None]) -> None:
        self.children = children
        self._start = start
        self._watching: threading.Thread | None = None
        self._closing, self._changing, self._keeping = threading.Event(), threading.Lock(), False
        self.deaths: list[str] = []
        """What ended though nobody had stopped it, and was started again: its name, and the error that it told of."""

    def start(self, *names: str) -> None:
        """Start those of these (by default all) that do not run, and keep running all that do."""
        with self._changing:
            for name in names or self.children:
                if self.children[name].ended:
                    self._start(name)
            self._keeping = True
        if self._watching is None:
            self._closing.clear()
            self._watching = threading.Thread(target=self._keep_running, daemon=True)
            self._watching.start()

    def stop(self, *names: str) -> None:
        """Ask these, by default all, to end, and wait; nothing is started again until the next ``start``."""
        with self._changing:
            self._keeping = False
        stopping = [self.children[name] for name in names or self.children]
        for child in stopping:
            child.ask_to_end()
        for child in stopping:
            child.end(patience=_PATIENCE)
            child.process = None
        if self._watching and all(child.ended for child in self.children.values()):
            self._closing.set()
            self._watching.join()
            self._watching = None

    def _keep_running(self) -> None:
        """In one thread until all have ended: the kernel asks a child to end when the thread ends that started it."""
        while not self._closing.wait(_PAUSE):
            with self._changing:
                for name in list(self.children) if self._keeping else ():
                    self._look_after(name)

    def _look_after(self, name: str) -> None:
        child = self.children[name]
        if child.process and child.ended:
            child.end(patience=0)
            self.deaths.append(f"{name} {last_error(child.log)}".rstrip())
            self._start(name)
