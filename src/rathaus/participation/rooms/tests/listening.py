"""Somebody who listens to the live process, without a network between."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from rathaus.participation.rooms.live import Live


class Listener:
    """What one listener has heard."""

    def __init__(self) -> None:
        self.status = 0
        self.headers: dict[bytes, bytes] = {}
        self.heard: asyncio.Queue[bytes] = asyncio.Queue()
        self.leaving = asyncio.Event()

    async def receive(self) -> dict[str, Any]:
        await self.leaving.wait()
        return {"type": "http.disconnect"}

    async def send(self, message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.status, self.headers = message["status"], dict(message["headers"])
        elif message.get("body"):
            await self.heard.put(message["body"])

    async def event(self, within: float) -> dict[str, Any]:
        """The next message with news; raises TimeoutError."""
        while not (message := await asyncio.wait_for(self.heard.get(), within)).startswith(b"id:"):
            pass
        return json.loads(message.partition(b"data: ")[2])


@asynccontextmanager
async def listening(live: Live, path: str, query: str = "", **headers: str) -> AsyncIterator[Listener]:
    """A connection to ``path`` as long as the block lasts."""
    listener = Listener()
    sent = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": query.encode(), "headers": sent}
    connection = asyncio.ensure_future(live(scope, listener.receive, listener.send))
    try:
        while not listener.status and not connection.done():
            await asyncio.sleep(0.01)
        yield listener
    finally:
        listener.leaving.set()
        with suppress(asyncio.CancelledError):
            await connection
