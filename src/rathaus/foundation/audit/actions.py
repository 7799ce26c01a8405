"""Writing the audit chain, and verifying it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import QuerySet

from rathaus.foundation.audit.models import Entry, Head
from rathaus.lib.prepared import prepared

# Written out, as every act ends with it: building the statement takes longer than running it.
_MOVE_ON = "UPDATE audit_head SET length = %s, digest = %s WHERE id = 1"


# No savepoint of its own: an act without its line must not be.
@transaction.atomic(savepoint=False)
def record(verb: str, subject: str, *, by: Any, **detail: Any) -> None:
    """Append one line. ``subject`` names the object (``case:7K4M-2Q9X-E``); ``by`` is a person, or ``"system"``.

    ``detail`` must hold nothing personal. Call it as the last step of an action: it keeps other writers waiting.
    """
    entry = Entry(at=datetime.now(UTC), actor=actor_name(by), verb=verb, subject=subject, detail=detail)
    if _waiting.lines is None or _may_be_undone():
        _append([entry])
    else:
        _waiting.lines.append(entry)


@contextmanager
def together() -> Iterator[None]:
    """What is recorded within is appended at its end, at once: others wait for the chain once, and not for long.

    To be called within a transaction. What a savepoint within may undo is appended before it ends.
    """
    if _waiting.lines is not None:
        yield
        return
    _waiting.lines, _waiting.depth = [], len(connection.savepoint_ids)
    try:
        yield
        lines, _waiting.lines = _waiting.lines, None
        if lines:
            _append(lines)
    finally:
        _waiting.lines = None


class _Waiting(threading.local):
    """The lines that wait for the end of ``together``, and how many blocks were open when it began."""

    lines: list[Entry] | None = None
    depth = 0


_waiting = _Waiting()


def _may_be_undone() -> bool:
    return any(connection.savepoint_ids[_waiting.depth :])


def _append(entries: list[Entry]) -> None:
    head = next(iter(_held()), None) or Head.objects.select_for_update().get_or_create(pk=1)[0]
    number, digest = head.length, head.digest
    for number, entry in enumerate(entries, start=head.length + 1):
        entry.number = number
        digest = entry.digest = entry.digest_after(digest)
    Entry.objects.bulk_create(entries)
    with connection.cursor() as cursor:
        cursor.execute(_MOVE_ON, [number, digest])


@prepared
def _held() -> QuerySet[Head]:
    return Head.objects.select_for_update().filter(pk=1)


def actor_name(by: Any) -> str:
    """``person:12`` for a person, the word itself for a machine or guest."""
    return by if isinstance(by, str) else f"person:{by.pk}"


def faults() -> Iterator[str]:
    """Each fault found on the way from the first line to the head; nothing if the chain is whole."""
    previous, expected = "0" * 64, 1
    for entry in Entry.objects.order_by("number").iterator():
        if entry.number != expected:
            yield f"line {expected} is missing: line {entry.number} comes after line {expected - 1}"
        if entry.digest != entry.digest_after(previous):
            yield f"line {entry.number} was changed or does not follow the line before it"
        previous, expected = entry.digest, entry.number + 1
    head = Head.objects.filter(pk=1).first() or Head()
    if (head.length, head.digest) != (expected - 1, previous):
        yield f"the chain ends at line {expected - 1}, but {head.length} lines were written"
