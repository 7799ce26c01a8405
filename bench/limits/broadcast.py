"""The limit of a live board: an ASGI application that sends what it is told to everybody who listens, from memory.

``POST /`` tells it; ``GET /`` listens.
"""

import asyncio
from typing import Any

_waiting: set[asyncio.Future[bytes]] = set()
_EVENTS = [(b"content-type", b"text/event-stream")]


async def application(scope: dict[str, Any], receive: Any, send: Any) -> None:
    if scope["type"] != "http":
        return
    if scope["method"] == "POST":
        await _tell((await receive())["body"], send)
        return
    await send({"type": "http.response.start", "status": 200, "headers": _EVENTS})
    await send({"type": "http.response.body", "body": b": hier\n\n", "more_body": True})
    while True:
        news: asyncio.Future[bytes] = asyncio.get_running_loop().create_future()
        _waiting.add(news)
        await send({"type": "http.response.body", "body": await news, "more_body": True})


async def _tell(body: bytes, send: Any) -> None:
    told, message = list(_waiting), b"id: 1\ndata: " + body + b"\n\n"
    _waiting.clear()
    for news in told:
        if not news.done():
            news.set_result(message)
    await send({"type": "http.response.start", "status": 200, "headers": []})
    await send({"type": "http.response.body", "body": b""})
