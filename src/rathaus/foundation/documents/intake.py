"""What comes from outside: kept at once, and scanned before anybody can have it."""

from datetime import timedelta

from rathaus.foundation.documents import scanning
from rathaus.foundation.documents.actions import store
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.documents.tasks import scan, scan_waiting
from rathaus.foundation.documents.uploads import Inspected
from rathaus.foundation.documents.withholding import State
from rathaus.foundation.vault.models import Key


def receive(seen: Inspected, key: Key) -> StoredFile:
    """Keep an upload under ``key``; see ``actions.store``. The scan commits with it, and never holds it up."""
    state = State.WAITING if scanning.is_on() else State.UNSCANNED
    file = store(seen.name, seen.content, seen.content_type, key, state=state)
    if state == State.WAITING:
        scan.enqueue(str(file.pk))
    return file


def scan_leftovers() -> None:
    """Begin a turn where something waits, and where files were kept before there was a scanner."""
    if scanning.something_waits() and scanning.book_turn(timedelta(0)) is not None:
        scan_waiting.enqueue()
