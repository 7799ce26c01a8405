"""What the house needs, and whether it is there: one word each, nothing that would help a stranger.

Without database, vault key or file store a web server is of no use, and a load balancer should send nobody there. A
worker that is silent or a mail server that is away is no reason to turn people away: what they send is kept and goes
out later. Both are told here and in the metrics, for whoever keeps the house.
"""

import os
import time
from dataclasses import dataclass

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages
from django.db import DatabaseError, connection
from django.utils import timezone

from rathaus.entrances.ops.actions import SILENCE
from rathaus.entrances.ops.models import Worker
from rathaus.foundation.notifications.server import is_down
from rathaus.foundation.vault.fitting import is_foreign

OK = "ok"
LEAST_ROOM = 100 * 1024 * 1024
"""Bytes that must be free on a disk."""
BUCKET_PAUSE = 10.0
"""Seconds between two looks into a bucket: each look is a request, and some are paid for."""


@dataclass(frozen=True)
class Part:
    """Something the house needs, and how it is."""

    name: str
    state: str
    needed: bool = False
    """Without it nobody should be sent here."""

    @property
    def missing(self) -> bool:
        return self.needed and self.state == "missing"


def parts() -> list[Part]:
    """All there are, in the order in which they are told."""
    files = Part("files", _files(), needed=True)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        keys = Part("keys", "missing" if is_foreign() else OK, needed=True)
        return [Part("database", OK, needed=True), keys, files, Part("worker", _worker()), Part("mail", _mail())]
    except DatabaseError:
        return [Part("database", "missing", needed=True), files]


def _worker() -> str:
    seen = Worker.objects.filter(seen_at__gte=timezone.now() - SILENCE * 2).exists()
    return OK if seen else "silent"


def _mail() -> str:
    return "away" if is_down() else OK


def _files() -> str:
    return _disk() if isinstance(storages["files"], FileSystemStorage) else BUCKET.state()


def _disk() -> str:
    """The folder is made with the first file: until then the one above counts."""
    folder = settings.FILES_DIR if settings.FILES_DIR.exists() else settings.FILES_DIR.parent
    if not os.access(folder, os.W_OK | os.X_OK):
        return "missing"
    room = os.statvfs(folder)
    return OK if room.f_bavail * room.f_frsize >= LEAST_ROOM else "full"


class Bucket:
    """What the last look into the bucket found."""

    def __init__(self) -> None:
        self.looked_at = -BUCKET_PAUSE
        self.found = OK

    def state(self) -> str:
        """Asks at most every ``BUCKET_PAUSE``."""
        if time.monotonic() - self.looked_at >= BUCKET_PAUSE:
            self.looked_at = time.monotonic()
            self.found = self._look()
        return self.found

    def _look(self) -> str:
        try:
            storages["files"].look()  # type: ignore[attr-defined]
        except OSError:
            return "missing"
        return OK


BUCKET = Bucket()
