"""A client that costs the machine little: it knows what will be answered, and only counts bytes."""

import selectors
import socket
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, cast

PIPELINE = 32
"""Requests sent at once on one connection."""
READ = 1 << 20


class WrongAnswer(Exception):
    """The server did not answer with the expected number of bytes."""


@dataclass(frozen=True)
class Load:
    """How many requests were answered, in how many seconds."""

    requests: int
    seconds: float

    @property
    def rate(self) -> float:
        """Requests a second."""
        return self.requests / self.seconds


def request(path: str, cookie: str = "") -> bytes:
    """A GET as a browser without a cache would send it."""
    lines = [f"GET {path} HTTP/1.1", "Host: 127.0.0.1", "Accept: text/html", "Accept-Encoding: gzip, br"]
    return "\r\n".join([*lines, *([f"Cookie: {cookie}"] if cookie else []), "", ""]).encode()


def ask(port: int, sent: bytes) -> bytes:
    """One whole answer; raises WrongAnswer unless it is a page."""
    with socket.create_connection(("127.0.0.1", port), timeout=30) as connection:
        connection.sendall(sent)
        answer = b""
        while not _is_whole(answer):
            answer += connection.recv(READ)
    if not answer.startswith(b"HTTP/1.1 200"):
        raise WrongAnswer(answer[:300])
    return answer


def _is_whole(answer: bytes) -> bool:
    head, end, body = answer.partition(b"\r\n\r\n")
    lengths = [line.split(b":")[1] for line in head.lower().split(b"\r\n") if line.startswith(b"content-length:")]
    return bool(end) and len(body) >= int(lengths[0])


def drive(port: int, sent: bytes, *, connections: int, seconds: float, pipeline: int = PIPELINE) -> Load:
    """Send ``sent`` over and over on all connections for ``seconds``; raises WrongAnswer.

    Every connection has ``pipeline`` requests under way; it sends as many again once all of them are answered.
    """
    expected = len(ask(port, sent)) * pipeline
    open_ones = [socket.create_connection(("127.0.0.1", port), timeout=30) for _ in range(connections)]
    try:
        return _turn(open_ones, sent * pipeline, expected, pipeline, seconds)
    finally:
        for connection in open_ones:
            connection.close()


def drive_each(port: int, requests: list[bytes], *, connections: int, expected: bytes) -> Load:
    """Send each of ``requests`` once, one at a time on each connection; raises WrongAnswer unless it begins so."""
    waiting, buffer = iter(requests), {}
    with selectors.DefaultSelector() as selector:
        start = time.perf_counter()
        for _, sent in zip(range(connections), waiting, strict=False):
            connection = socket.create_connection(("127.0.0.1", port), timeout=60)
            connection.sendall(sent)
            selector.register(connection, selectors.EVENT_READ)
            buffer[connection] = b""
        while buffer:
            for key, _ in selector.select(60):
                _next(key.fileobj, buffer, waiting, selector, expected)
        return Load(len(requests), time.perf_counter() - start)


def _next(connection: Any, buffer: dict[Any, bytes], waiting: Iterator[bytes], selector: Any, expected: bytes) -> None:
    """Read what has come; once an answer is whole, send the next request, or hang up."""
    buffer[connection] += connection.recv(READ)
    if not _is_whole(buffer[connection]):
        return
    if not buffer[connection].startswith(expected):
        raise WrongAnswer(buffer[connection][:300])
    if sent := next(waiting, None):
        buffer[connection] = b""
        connection.sendall(sent)
    else:
        selector.unregister(connection)
        connection.close()
        del buffer[connection]


def _turn(open_ones: list[socket.socket], batch: bytes, expected: int, pipeline: int, seconds: float) -> Load:
    buffer, batches = bytearray(READ), 0
    with selectors.DefaultSelector() as selector:
        waiting = dict.fromkeys(open_ones, expected)
        start = time.perf_counter()
        for connection in open_ones:
            selector.register(connection, selectors.EVENT_READ)
            connection.sendall(batch)
        while waiting:
            for key, _ in selector.select(30):
                connection = cast(socket.socket, key.fileobj)
                waiting[connection] -= _received(connection, buffer, waiting[connection])
                if waiting[connection]:
                    continue
                batches += 1
                if time.perf_counter() - start < seconds:
                    waiting[connection] = expected
                    connection.sendall(batch)
                else:
                    del waiting[connection]
                    selector.unregister(connection)
    return Load(batches * pipeline, time.perf_counter() - start)


def _received(connection: socket.socket, buffer: bytearray, due: int) -> int:
    count = connection.recv_into(buffer)
    if count == 0 or count > due:
        raise WrongAnswer(f"{count} bytes where {due} were due")
    return count
