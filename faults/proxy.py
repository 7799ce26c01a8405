"""A wire between house and PostgreSQL that can be slow, go dead, or swallow the answer to a COMMIT and break.

It understands as much of the protocol as that takes: a message is a letter and a length (PostgreSQL manual, "Message
Formats"); a COMMIT stands in a Query or a Parse; what answers it ends with ReadyForQuery.
"""

import asyncio
import random
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import unquote, urlsplit

_READ = 1 << 16
_READY = b"Z"
_COMMIT = b"COMMIT"


class Wire:
    """Its behaviour may be changed from any thread while connections run over it."""

    def __init__(self, url: str, seed: int) -> None:
        parts = urlsplit(url)
        self._socket = f"{unquote(parts.hostname or '')}/.s.PGSQL.{parts.port or 5432}"
        self._user, self._database = parts.username, parts.path
        self._chance = random.Random(seed)
        self.swallow = 0.0
        """How probably the answer to a COMMIT is swallowed and its connection cut."""
        self.delay = 0.0
        """Seconds that everything takes longer, each way."""
        self.dead = False
        """Nothing comes through, and nothing is cut."""
        self.swallowed = 0
        self.port = 0

    @property
    def url(self) -> str:
        """The ``DATABASE_URL`` of the database behind it."""
        return f"postgresql://{self._user}@127.0.0.1:{self.port}{self._database}"

    async def serve(self, ready: threading.Event, stop: asyncio.Event) -> None:
        async with await asyncio.start_server(self._connect, "127.0.0.1", 0) as server:
            self.port = server.sockets[0].getsockname()[1]
            ready.set()
            await stop.wait()

    async def _connect(self, inward: asyncio.StreamReader, outward: asyncio.StreamWriter) -> None:
        with suppress(OSError, asyncio.IncompleteReadError):
            answers, questions = await asyncio.open_unix_connection(self._socket)
            cut = _Cut()
            ways = [self._forward(inward, questions, cut), self._back(answers, outward, cut)]
            both = [asyncio.create_task(way) for way in ways]
            await asyncio.wait(both, return_when=asyncio.FIRST_COMPLETED)
            for task in both:
                task.cancel()
            questions.close()
        outward.transport.abort()

    async def _forward(self, source: asyncio.StreamReader, to: asyncio.StreamWriter, cut: "_Cut") -> None:
        while data := await source.read(_READ):
            await self._hold()
            if _COMMIT in data and self._chance.random() < self.swallow:
                cut.armed = True
            to.write(data)
            await to.drain()

    async def _back(self, source: asyncio.StreamReader, to: asyncio.StreamWriter, cut: "_Cut") -> None:
        while data := await source.read(_READ):
            await self._hold()
            if cut.armed:
                # The server has committed once it is ready for the next query.
                cut.answer += data
                if cut.is_complete:
                    self.swallowed += 1
                    return
                continue
            to.write(data)
            await to.drain()

    async def _hold(self) -> None:
        await asyncio.sleep(self.delay)
        while self.dead:
            await asyncio.sleep(0.05)


class _Cut:
    """Of one connection: whether the answer under way is to be swallowed, and what has come of it."""

    def __init__(self) -> None:
        self.armed, self.answer = False, b""

    @property
    def is_complete(self) -> bool:
        at, last = 0, b""
        while at + 5 <= len(self.answer):
            last = self.answer[at : at + 1]
            at += 1 + int.from_bytes(self.answer[at + 1 : at + 5], "big")
        return last == _READY and at == len(self.answer)


@contextmanager
def wire(url: str, seed: int = 0) -> Iterator[Wire]:
    """A wire to the database at ``url`` (on a socket of this machine), in a thread of its own."""
    laid, ready, loop = Wire(url, seed), threading.Event(), asyncio.new_event_loop()
    stop = asyncio.Event()
    thread = threading.Thread(target=loop.run_until_complete, args=(laid.serve(ready, stop),), daemon=True)
    thread.start()
    ready.wait(10)
    try:
        yield laid
    finally:
        loop.call_soon_threadsafe(stop.set)
        thread.join(10)
