"""Proxy and web server agree where a request ends: none is hidden in the body of another (RFC 9112, section 11.2)."""

import re
import socket
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.security.proxies import PROXIES, before, demand, web_server

HIDDEN = b"GET /hidden HTTP/1.1\r\nHost: a\r\n\r\n"
CHUNKED = b"0\r\n\r\n" + HIDDEN
WAYS = {
    "length and chunks": [b"Content-Length: %d" % len(CHUNKED), b"Transfer-Encoding: chunked"],
    "chunks and length": [b"Transfer-Encoding: chunked", b"Content-Length: %d" % len(CHUNKED)],
    "short length and chunks": [b"Content-Length: 5", b"Transfer-Encoding: chunked"],
    "a blank before the colon": [b"Content-Length: %d" % len(CHUNKED), b"Transfer-Encoding : chunked"],
    "a coding nobody knows": [b"Content-Length: %d" % len(CHUNKED), b"Transfer-Encoding: xchunked"],
    "two codings": [b"Content-Length: %d" % len(CHUNKED), b"Transfer-Encoding: identity, chunked"],
    "chunked twice": [b"Transfer-Encoding: chunked", b"Transfer-Encoding: chunked"],
    "chunked, then something else": [b"Transfer-Encoding: chunked", b"Transfer-Encoding: cow"],
    "a vertical tab": [b"Content-Length: %d" % len(CHUNKED), b"Transfer-Encoding:\x0bchunked"],
    "a folded line": [b"Content-Length: %d" % len(CHUNKED), b"Transfer-Encoding:\r\n chunked"],
    "a bare line feed": [b"Content-Length: %d" % len(CHUNKED), b"X: y\nTransfer-Encoding: chunked"],
    "a bare carriage return": [b"Content-Length: %d" % len(CHUNKED), b"X: y\rTransfer-Encoding: chunked"],
    "two lengths": [b"Content-Length: 0", b"Content-Length: %d" % len(CHUNKED)],
    "two lengths in one line": [b"Content-Length: 0, %d" % len(CHUNKED)],
    "a length with a sign": [b"Content-Length: +%d" % len(CHUNKED)],
    "a length in sixteens": [b"Content-Length: 0x5"],
    "a length beyond all bounds": [b"Content-Length: 18446744073709551621"],
    "no length": [],
    "one length": [b"Content-Length: %d" % len(CHUNKED)],
}
FOLLOWS = {"chunked twice"}
"""Where the body ends before the hidden request for whoever reads it, so that it is one of the visitor's own."""
BODIES = {
    "a size beyond all bounds": b"FFFFFFFFFFFFFFFF0\r\n",
    "a size in words": b"five\r\n",
    "a line feed after the size": b"0\n\n",
    "a line feed in an extension": b"0;a\nb\r\n\r\n",
    "a trailer that is a request": b"0\r\nX: y\r\nGET /hidden HTTP/1.1\r\n\r\n",
    "too much in a chunk": b"1\r\nab\r\n0\r\n\r\n",
}


LULL = 0.15
"""Seconds after which no more is to come, if both sides know of the same requests."""


@dataclass
class House:
    """``seen``: the file in which the house notes its requests."""

    port: int
    seen: Path

    def sends(self, request: bytes) -> tuple[list[bytes], list[bytes]]:
        """What the visitor was told of, and what the house has seen."""
        self.seen.write_text("")
        begun, told = time.monotonic(), b""
        with closing(socket.create_connection(("127.0.0.1", self.port), timeout=LULL)) as line:
            line.sendall(request)
            while time.monotonic() - begun < LULL or (told_of(told) != self.noted() and time.monotonic() - begun < 5):
                try:
                    got = line.recv(65536)
                except TimeoutError:
                    continue
                except OSError:
                    break
                told += got
                time.sleep(0 if got else LULL / 10)
        return told_of(told), self.noted()

    def noted(self) -> list[bytes]:
        return told_of(self.seen.read_bytes())


def told_of(text: bytes) -> list[bytes]:
    return re.findall(rb"\[[^\]]+\]", text)


@pytest.fixture(scope="module", params=["web server", *PROXIES])
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Granian alone, and behind a proxy, which keeps its connections for whoever comes next."""
    folder = tmp_path_factory.mktemp("ends")
    (folder / "seen").touch()
    demand(request.param)
    with web_server(folder / "seen") as port, before(request.param, folder, port) as door:
        yield House(door, folder / "seen")


@pytest.mark.parametrize("way", WAYS)
def test_nothing_hides_behind_a_header(house: House, way: str) -> None:
    head = b"\r\n".join([b"POST /first HTTP/1.1", b"Host: a", *WAYS[way]])
    told, seen = house.sends(head + b"\r\n\r\n" + CHUNKED)
    assert told == seen
    assert b"[GET /hidden 0]" not in seen or way in FOLLOWS
    assert house.sends(b"GET /next HTTP/1.1\r\nHost: a\r\n\r\n") == ([b"[GET /next 0]"], [b"[GET /next 0]"])


@pytest.mark.parametrize("body", BODIES)
def test_nothing_hides_behind_a_chunk(house: House, body: str) -> None:
    head = b"POST /first HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
    told, seen = house.sends(head + BODIES[body] + HIDDEN)
    # nginx takes a bare line feed for an end, as it may (section 2.2): what follows is a request of the visitor's own.
    assert told == seen
    assert house.sends(b"GET /next HTTP/1.1\r\nHost: a\r\n\r\n") == ([b"[GET /next 0]"], [b"[GET /next 0]"])


def test_a_body_that_looks_like_a_request_is_a_body(house: House) -> None:
    head = b"POST /first HTTP/1.1\r\nHost: a\r\nContent-Length: %d\r\n\r\n" % len(HIDDEN)
    assert house.sends(head + HIDDEN) == ([b"[POST /first %d]" % len(HIDDEN)],) * 2
