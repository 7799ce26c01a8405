"""Proxy and web server agree where a request ends: none is hidden in the body of another (RFC 9112, section 11.2)."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings

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


@pytest.fixture(scope="module", params=["web server", "nginx"])
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """Granian alone, and behind the proxy, which keeps its connections for whoever comes next."""
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin:/usr/local/sbin")
    if request.param == "nginx" and not nginx:
        pytest.skip("NOT TESTED: nginx is not installed")
    folder = tmp_path_factory.mktemp("ends")
    (folder / "seen").touch()
    with ExitStack() as until_the_end:
        port = until_the_end.enter_context(web_server(folder / "seen"))
        if nginx and request.param == "nginx":
            port = until_the_end.enter_context(proxy(nginx, folder, port))
        yield House(port, folder / "seen")


@contextmanager
def web_server(seen: Path) -> Iterator[int]:
    port = free_port()
    options = ["--interface", "wsgi", "--no-ws", "--port", str(port), "--log-level", "critical"]
    with running([sys.executable, "-m", "granian", "tests.security.seen:application", *options], port, SEEN=str(seen)):
        yield port


@contextmanager
def proxy(nginx: str, folder: Path, behind: int) -> Iterator[int]:
    """With what ``deploy/nginx/rathaus.conf`` says about the way to the house."""
    ours = (settings.ROOT / "deploy" / "nginx" / "rathaus.conf").read_text()
    way = "\n".join(re.findall(r"^ {4}(?:proxy_(?:http|set)|client_).*;$", ours, re.MULTILINE))
    assert "proxy_http_version 1.1" in way
    port = free_port()
    places = " ".join(
        f"{name}_temp_path {folder / name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    (folder / "nginx.conf").write_text(
        f"daemon off; pid {folder / 'pid'}; error_log {folder / 'log'}; events {{}}\n"
        f"http {{ access_log off; {places} upstream house {{ server 127.0.0.1:{behind}; keepalive 1; }}\n"
        f"server {{ listen 127.0.0.1:{port}; {way}\nlocation / {{ proxy_pass http://house; }} }} }}\n"
    )
    with running([nginx, "-e", str(folder / "log"), "-c", str(folder / "nginx.conf")], port):
        yield port


@contextmanager
def running(command: list[str], port: int, **environment: str) -> Iterator[None]:
    process = subprocess.Popen(command, env=os.environ | environment, cwd=settings.ROOT)
    try:
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
            except OSError:
                time.sleep(0.05)
            else:
                break
        yield
    finally:
        process.terminate()
        process.wait(20)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


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
