"""A house for the tests next door: it writes down what it takes for a request, and says so in its answer."""

import os
from collections.abc import Callable
from typing import Any


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
    body = environ["wsgi.input"].read()
    line = f"[{environ['REQUEST_METHOD']} {environ['PATH_INFO']} {len(body)}]"
    with open(os.environ["SEEN"], "a") as seen:
        seen.write(line)
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(line)))])
    return [line.encode()]


async def live(scope: dict[str, Any], receive: Callable[..., Any], send: Callable[..., Any]) -> None:
    """Stands for the process that tells boards of changes."""
    if scope["type"] == "http":
        await send({"type": "http.response.start", "status": 200, "headers": []})
        await send({"type": "http.response.body", "body": b"[live]"})
