"""A clamd that says what a test wants: ``clamd`` is running and in the settings; see ``FakeClamd``."""

import socket
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from django.utils import timezone
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from rathaus.foundation.documents.models import Scan, Scanner

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + b"EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
"""The test file of all scanners, put together here so that none of them trips over this one."""


def version(age: timedelta = timedelta(hours=3)) -> bytes:
    """What VERSION answers with signatures of this age."""
    made = timezone.localtime() - age
    return f"ClamAV 1.4.3/27850/{made:%a %b %d %H:%M:%S %Y}\0".encode()


class FakeClamd:
    """Speaks VERSION and INSTREAM on a socket. A file with EICAR in it is found, unless ``says`` is set."""

    def __init__(self, path: Path) -> None:
        self.version = version()
        self.says: bytes | None = None
        """Sent as it is; with ``hangs`` nothing at all, with ``limit`` after so many bytes."""
        self.hangs = False
        self.limit: int | None = None
        self.seen: list[bytes] = []
        """Files that came in whole."""
        self.questions = 0
        self._path = path
        self._over = threading.Event()
        self._listening: socket.socket | None = None

    def start(self) -> None:
        self._over.clear()
        self._listening = socket.socket(socket.AF_UNIX)
        self._listening.bind(str(self._path))
        self._listening.listen()
        threading.Thread(target=self._serve, args=(self._listening,), daemon=True).start()

    def stop(self) -> None:
        self._over.set()
        if self._listening:
            # Closing alone does not wake up who waits in accept.
            with suppress(OSError):
                self._listening.shutdown(socket.SHUT_RDWR)
            self._listening.close()
        self._path.unlink(missing_ok=True)

    def _serve(self, listening: socket.socket) -> None:
        with suppress(OSError):
            while True:
                line, _ = listening.accept()
                threading.Thread(target=self._answer, args=(line,), daemon=True).start()

    def _answer(self, line: socket.socket) -> None:
        with line, suppress(OSError, ValueError):
            self.questions += 1
            stream = line.makefile("rwb")
            command = self._command(stream)
            if self.hangs:
                self._over.wait(30)
                return
            stream.write(self.version if command == b"zVERSION" else self._verdict(stream))
            stream.flush()

    def _command(self, stream: "socket.SocketIO") -> bytes:
        said = b""
        while not said.endswith(b"\0"):
            said += stream.read(1)
        return said[:-1]

    def _verdict(self, stream: "socket.SocketIO") -> bytes:
        content = b""
        while size := int.from_bytes(stream.read(4), "big"):
            content += stream.read(size)
            if self.limit is not None and len(content) > self.limit:
                return b"INSTREAM size limit exceeded. ERROR\0"
        self.seen.append(content)
        if self.says is not None:
            return self.says
        return b"stream: Eicar-Signature FOUND\0" if EICAR in content else b"stream: OK\0"


@pytest.fixture
def clamd(settings: Settings) -> Iterator[FakeClamd]:
    # A socket's path takes 107 characters: not in pytest's folder.
    with tempfile.TemporaryDirectory(prefix="rathaus-clamd-", dir="/tmp") as folder:
        fake = FakeClamd(Path(folder) / "clamd.ctl")
        settings.CLAMD_URL = f"unix://{folder}/clamd.ctl"
        fake.start()
        yield fake
        fake.stop()


@pytest.fixture
def later() -> Callable[[timedelta], None]:
    """Let time go by, for the tasks as for the scanner."""

    def go(pause: timedelta) -> None:
        DBTaskResult.objects.filter(run_after__isnull=False).update(run_after=timezone.now())
        for row in (Scanner, Scan):
            for each in row.objects.filter(due_at__isnull=False):
                each.due_at -= pause
                each.save()

    return go
