"""A card on everybody's screen: 55 and 1,000 who listen at one table, beside a bare broadcast from memory."""

import selectors
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from statistics import quantiles
from uuid import uuid4

from django.conf import settings
from django.db import connection
from django.utils import timezone

from bench.rows import Row, alone, costs
from bench.servers import free_port, running
from bench.units import Run
from rathaus.foundation.vault.actions import create_key
from rathaus.participation.rooms import actions
from rathaus.participation.rooms.models import Participant, Room
from rathaus.participation.workshops.models import Series, Table, Workshop

LISTENERS = (55, 1000)
CARDS = 10
"""Laid in each round."""
_PATIENCE = 30


def measure(run: Run) -> list[Row]:
    """Milliseconds from a card laid to its message on the wire of a listener, p99 of all listeners and cards."""
    room, anna = _room()
    rows = []
    with (
        _live("rathaus.config.asgi:application", run.folder) as house,
        _live("bench.limits.broadcast:application", run.folder) as bare,
    ):
        path = f"{room.get_absolute_url()}live/?tisch=1"
        for listeners in LISTENERS:
            ours, limit = [], []
            with _listening(house, path, listeners) as heard, _listening(bare, "/", listeners) as heard_bare:
                for _ in range(run.rounds):
                    ours.append(_p99(heard, lambda: _lay(room, anna)))
                    limit.append(_p99(heard_bare, lambda: _tell(bare)))
            unit = f"board, {listeners} listeners"
            rows += [
                costs(unit, "change on screen, p99 ms", ours, limit),
                alone(unit, "p99 ms", max(ours), at_most=1000),
            ]
    connection.close()
    return rows


def _room() -> tuple[Room, Participant]:
    now = timezone.now()
    series = Series.objects.create(slug="bench", title="Bench", year=2026)
    workshop = Workshop.objects.create(
        series=series,
        slug="bench",
        number=1,
        field="e-government",
        title="Bench",
        starts_at=now,
        ends_at=now + timedelta(hours=2),
        register_by=now,
    )
    table = Table.objects.create(workshop=workshop, number=1, theme="Bench")
    room = Room.objects.create(workshop=workshop, code="BENC-HBEN", key=create_key())
    return room, actions.join(room, table)


def _lay(room: Room, anna: Participant) -> None:
    actions.lay_card(room, anna.table, f"Karte {uuid4()}", uuid4(), by=anna)


def _tell(port: int) -> None:
    body = b"x" * 1500
    with socket.create_connection(("127.0.0.1", port)) as caller:
        head = f"POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\nConnection: close\r\n\r\n"
        caller.sendall(head.encode() + body)
        caller.recv(1000)


@contextmanager
def _live(application: str, folder: Path) -> Iterator[int]:
    """The port of an ASGI server with one worker."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "granian",
        application,
        "--interface",
        "asgi",
        "--no-ws",
        "--port",
        str(port),
        "--log-level",
        "warning",
    ]
    with running(application, command, folder, {}):
        for _ in range(_PATIENCE * 10):
            try:
                socket.create_connection(("127.0.0.1", port)).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port


@contextmanager
def _listening(port: int, path: str, count: int) -> Iterator[selectors.BaseSelector]:
    """``count`` open streams that have heard where they are."""
    with selectors.DefaultSelector() as selector:
        request = f"GET {path} HTTP/1.1\r\nHost: {settings.ALLOWED_HOSTS[0]}\r\n\r\n".encode()
        for _ in range(count):
            one = socket.create_connection(("127.0.0.1", port), timeout=_PATIENCE)
            one.sendall(request)
            selector.register(one, selectors.EVENT_READ)
        _drain(selector, 2.0)
        yield selector
        for key in [*selector.get_map().values()]:
            key.fileobj.close()  # type: ignore[union-attr]


def _drain(selector: selectors.BaseSelector, quiet: float) -> None:
    while ready := selector.select(quiet):
        for key, _ in ready:
            key.fileobj.recv(1 << 20)  # type: ignore[union-attr]


def _p99(selector: selectors.BaseSelector, change: Callable[[], None]) -> float:
    times = [passed for _ in range(CARDS) for passed in _one(selector, change)]
    return quantiles(times, n=100)[98]


def _one(selector: selectors.BaseSelector, change: Callable[[], None]) -> Iterator[float]:
    """Milliseconds until each listener has the first bytes of the message; the clock starts before the change."""
    waiting = {key.fd for key in selector.get_map().values()}
    start = time.perf_counter()
    change()
    while waiting:
        ready = selector.select(_PATIENCE)
        assert ready, "a listener heard nothing"
        for key, _ in ready:
            key.fileobj.recv(1 << 20)  # type: ignore[union-attr]
            if key.fd in waiting:
                waiting.discard(key.fd)
                yield (time.perf_counter() - start) * 1000
    _drain(selector, 0.05)
