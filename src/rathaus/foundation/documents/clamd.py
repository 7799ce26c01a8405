"""Asking clamd (ClamAV) about a file, by its commands VERSION and INSTREAM.

Its answer is not trusted to come soon, to be short or to make sense: whatever is not exactly a verdict is none.
"""

import re
import socket
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import unquote, urlsplit

from django.conf import settings

PATIENCE = 60
"""Seconds that one question may take in all."""
CHUNK = 64 * 1024
LONGEST_ANSWER = 1000
"""Bytes."""
_VERSION = re.compile(r"ClamAV [\w.+~-]{1,40}(?:/\d{1,9}/(?P<made>[\w: ]{1,40}))?")
_FOUND = re.compile(r"stream: (?P<name>[!-~]{1,180}) FOUND")


class Unavailable(Exception):
    """It is away, slow, out of date or speaks nonsense. This says nothing about the file."""


class Refused(Exception):
    """It is there, and did not look at this file: too large for its settings, for example."""


@dataclass(frozen=True)
class Verdict:
    """``found`` names what was found and is empty for a clean file; ``engine`` is program and signatures."""

    engine: str
    found: str


def examine(content: bytes) -> Verdict:
    """What clamd in ``CLAMD_URL`` says of ``content``; raises Unavailable, Refused."""
    engine = _ask(b"zVERSION\0")
    _check_age(engine)
    said = _ask(b"zINSTREAM\0", _pieces(content))
    if said == "stream: OK":
        return Verdict(engine, "")
    if found := _FOUND.fullmatch(said):
        return Verdict(engine, found["name"])
    if said.endswith(" ERROR"):
        raise Refused(said[:100])
    raise Unavailable("not an answer")


def _check_age(engine: str) -> None:
    """Signatures of last month let through what is new since then."""
    if not (version := _VERSION.fullmatch(engine)):
        raise Unavailable("not an answer")
    if not settings.CLAMD_SIGNATURE_DAYS:
        return
    try:
        made = datetime.strptime(version["made"] or "", "%a %b %d %H:%M:%S %Y")  # noqa: DTZ007 - a day more or less
    except ValueError as error:
        raise Unavailable("signatures without a date") from error
    if datetime.now() - made > timedelta(days=settings.CLAMD_SIGNATURE_DAYS):  # noqa: DTZ005
        raise Unavailable("signatures out of date")


def _pieces(content: bytes) -> Iterator[bytes]:
    for start in range(0, len(content), CHUNK):
        piece = content[start : start + CHUNK]
        yield len(piece).to_bytes(4, "big") + piece
    yield bytes(4)


def _ask(command: bytes, pieces: Iterable[bytes] = ()) -> str:
    until = time.monotonic() + PATIENCE
    try:
        with _connected(until) as line:
            # What is too large for it, it refuses while we still speak: the answer lies there all the same.
            with suppress(BrokenPipeError, ConnectionResetError):
                for part in (command, *pieces):
                    _wait_until(until, line)
                    line.sendall(part)
            return _answer(line, until)
    except (OSError, UnicodeDecodeError) as error:
        raise Unavailable(type(error).__name__) from error


def _connected(until: float) -> socket.socket:
    parts = urlsplit(settings.CLAMD_URL)
    if parts.scheme == "unix":
        line = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        try:
            _wait_until(until, line)
            line.connect(unquote(parts.path))
        except OSError:
            line.close()
            raise
        return line
    return socket.create_connection((parts.hostname or "localhost", parts.port or 3310), timeout=PATIENCE)


def _answer(line: socket.socket, until: float) -> str:
    said = b""
    while not said.endswith(b"\0"):
        _wait_until(until, line)
        more = line.recv(LONGEST_ANSWER)
        said += more
        if not more or len(said) > LONGEST_ANSWER:
            raise Unavailable("half an answer" if not more else "an endless answer")
    return said[:-1].decode("ascii")


def _wait_until(until: float, line: socket.socket) -> None:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    line.settimeout(left)
