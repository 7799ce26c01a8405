"""Whoever sends a body a byte at a time, or stops in the middle of it, keeps nobody else waiting."""

import re
import socket
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPConnection
from pathlib import Path

import pytest

from tests.architecture.test_deploy import HAPROXY, started_here
from tests.security.proxies import before, demand, free_port, running

LENGTH = 100_000
BEAT = 0.05
"""Seconds between two bytes."""
PATIENCE = 2.0
ALONE = 3
"""The web server alone is kept from answering by as many as it has threads; it is not to stand alone."""
MANY = 40


@contextmanager
def house(folder: Path) -> Iterator[int]:
    """As the unit starts it, but for what answers."""
    [command] = started_here("rathaus-web@.service")
    port = free_port()
    words = ["tests.security.seen:application" if word.startswith("rathaus.") else word for word in command[1:]]
    words[words.index("--port") + 1] = str(port)
    with running([sys.executable, *words], port, SEEN=str(folder / "seen")):
        yield port


@contextmanager
def slow_ones(port: int, number: int, begun: int) -> Iterator[None]:
    """So many upload to that port; of each, ``begun`` bytes came quickly, and every other one has stopped."""
    lines = [socket.create_connection(("127.0.0.1", port), timeout=10) for _ in range(number)]
    head = (
        b"POST /slow HTTP/1.1\r\nHost: a\r\nContent-Type: text/plain\r\nContent-Length: %d\r\n\r\n" % LENGTH
        + b"a" * begun
    )
    for line in lines:
        line.sendall(head)
    over = threading.Event()

    def drip() -> None:
        while not over.wait(BEAT):
            for line in lines[::2]:
                with suppress(OSError):
                    line.sendall(b"a")

    dripping = threading.Thread(target=drip)
    dripping.start()
    try:
        time.sleep(0.5)
        yield
    finally:
        over.set()
        dripping.join()
        for line in lines:
            line.close()


def slowest(port: int) -> float:
    """Seconds that the last to be answered of twenty other visitors waited."""
    waited = []
    for _ in range(20):
        begun = time.monotonic()
        connection = HTTPConnection("127.0.0.1", port, timeout=10)
        connection.request("GET", "/")
        assert connection.getresponse().read() == b"[GET / 0]"
        waited.append(time.monotonic() - begun)
    return max(waited)


@pytest.mark.parametrize("begun", [3, 40_000], ids=["from the first byte", "after a good beginning"])
@pytest.mark.parametrize(("door", "number"), [("web server", ALONE), ("nginx", MANY), ("haproxy", MANY)])
def test_slow_uploads_keep_nobody_else_waiting(door: str, number: int, begun: int, tmp_path: Path) -> None:
    demand(door)
    with house(tmp_path) as port, before(door, tmp_path, port) as there, slow_ones(there, number, begun):
        assert slowest(there) < PATIENCE


def test_haproxy_lets_large_bodies_take_all_threads_but_one() -> None:
    [command] = started_here("rathaus-web@.service")
    threads = int(command[command.index("--blocking-threads") + 1])
    uploads = re.search(r"^backend uploads$.*?^backend", HAPROXY, re.MULTILINE | re.DOTALL)
    assert uploads
    assert set(re.findall(r"^ +server .*maxconn (\d+)$", uploads[0], re.MULTILINE)) == {str(threads - 1)}
    assert threads - 1 == ALONE
