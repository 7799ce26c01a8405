"""Tells everybody who looks at a room what changed, by server-sent events; a plain ASGI application.

One question to the database every ``PAUSE`` seconds covers all rooms that are listened to, however many listen. What
changed is rendered once for each table and language, and the same bytes go to all its listeners.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any
from urllib.parse import parse_qs, urlsplit

from django.conf import settings

from rathaus.participation.rooms.channels import Channel, Channels, NoRoom

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[dict[str, Any]]]
Send = Callable[[dict[str, Any]], Awaitable[None]]

MOST_LISTENERS = 5000
HEARTBEAT = 15.0
"""Seconds; shorter than the patience of proxies."""
SLOWEST = 30.0
"""Seconds a listener may take for one message."""
_PATH = re.compile(r"^/raum/([0-9A-Z-]{1,20})/live/$")


class Live:
    """The application: ``GET /raum/<code>/live/?tisch=2&sprache=de``, without ``tisch`` for the wall."""

    def __init__(self) -> None:
        self.channels = Channels()
        self.listeners = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "lifespan":
            await _live_on(receive, send)
        elif scope["type"] == "http":
            await self._answer(scope, receive, send)

    async def _answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        found = _PATH.match(scope["path"])
        if found is None or scope["method"] != "GET":
            await _end(send, 404)
        elif _origin_of(scope) not in ("", _OURS):
            await _end(send, 403)
        elif self.listeners >= MOST_LISTENERS:
            await _end(send, 503)
        else:
            await self._listen(found[1], scope, receive, send)

    async def _listen(self, code: str, scope: Scope, receive: Receive, send: Send) -> None:
        asked = parse_qs(scope["query_string"].decode("ascii", "replace"))
        table, language = (asked.get(name, [""])[0] for name in ("tisch", "sprache"))
        self.listeners += 1
        try:
            async with self.channels.open(code, table, language) as channel:
                headers = [(b"content-type", b"text/event-stream; charset=utf-8"), *_headers(scope)]
                await send({"type": "http.response.start", "status": 200, "headers": headers})
                await _tell(channel, _last_seen(scope, asked), receive, send)
        except NoRoom:
            await _end(send, 404)
        finally:
            self.listeners -= 1


async def _tell(channel: Channel, seen: int, receive: Receive, send: Send) -> None:
    """Everything, unless it was seen; then each change; a sign of life in between; until the listener leaves."""
    moment = channel.now
    left = asyncio.ensure_future(_departure(receive))
    try:
        await _say(send, b": hier\n\n" if seen == channel.revision else channel.everything())
        while True:
            await asyncio.wait((left, moment.following), timeout=HEARTBEAT, return_when=asyncio.FIRST_COMPLETED)
            if left.done():
                return
            if moment.following.done():
                moment = moment.following.result()
            await _say(send, moment.message if moment.message else b": noch da\n\n")
    except (TimeoutError, OSError):
        return
    finally:
        left.cancel()
        with suppress(asyncio.CancelledError):
            await left
        with suppress(Exception):
            await send({"type": "http.response.body", "body": b""})


async def _departure(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


async def _say(send: Send, body: bytes) -> None:
    await asyncio.wait_for(send({"type": "http.response.body", "body": body, "more_body": True}), SLOWEST)


def _last_seen(scope: Scope, asked: dict[str, list[str]]) -> int:
    """The revision the page has: a browser that comes back says it in a header."""
    sent = dict(scope["headers"]).get(b"last-event-id", b"").decode("ascii", "replace")
    known = sent or asked.get("stand", [""])[0]
    return int(known) if known.isascii() and known.isdigit() and len(known) < 19 else 0


def _headers(scope: Scope) -> list[tuple[bytes, bytes]]:
    """Nobody keeps it, no proxy gathers it, and only pages of this house may read it."""
    headers = [(b"cache-control", b"no-store"), (b"x-accel-buffering", b"no"), (b"vary", b"Origin")]
    if origin := _origin_of(scope):
        headers.append((b"access-control-allow-origin", origin.encode()))
    return headers


def _origin_of(scope: Scope) -> str:
    """Whose page asks, as far as the browser says it."""
    return dict(scope["headers"]).get(b"origin", b"").decode("ascii", "replace")


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


_OURS = _origin(settings.PUBLIC_ADDRESS)


async def _end(send: Send, status: int) -> None:
    headers = [(b"content-type", b"text/plain"), (b"content-length", b"0"), (b"retry-after", b"30")]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def _live_on(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": message["type"] + ".complete"})
        if message["type"] == "lifespan.shutdown":
            return
