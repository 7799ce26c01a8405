"""Searching an inbox: subjects and numbers by the database, the text of the newest messages by opening them.

See docs/decisions/0013-search-of-sealed-messages.md for why there is no index of their words.
"""

import time
from dataclasses import dataclass
from uuid import UUID

from rathaus.foundation.inbox.models import Message, ThreadQuerySet
from rathaus.foundation.vault.sealing import Broken
from rathaus.lib.text import fold

NEWEST = 200
"""Messages that are opened for one search."""
LONGEST = 0.5
"""Seconds after which the search stops opening messages."""


@dataclass(frozen=True)
class Found:
    """``rows`` are the threads; not ``complete`` where time ran out, or where there are older messages."""

    rows: ThreadQuerySet
    complete: bool


def search(threads: ThreadQuerySet, words: str) -> Found:
    """Those of ``threads`` with ``words`` in subject, number, a file's name or the text of one of the newest messages.

    What was not opened yet stays covered: no word of it is found.
    """
    speaking, complete = _speaking_of(threads, fold(words))
    return Found(threads.about(words, also=speaking), complete)


def _speaking_of(threads: ThreadQuerySet, wanted: str) -> tuple[set[UUID], bool]:
    until, found = time.monotonic() + LONGEST, set[UUID]()
    messages = _newest(threads)
    for message in messages[:NEWEST]:
        if time.monotonic() > until:
            return found, False
        if message.thread_id not in found and wanted in fold(_said(message)):
            found.add(message.thread_id)
    return found, len(messages) <= NEWEST


def _newest(threads: ThreadQuerySet) -> list[Message]:
    """One more than are opened; they lie in the threads that were last written in."""
    latest = threads.latest_first().values("pk")[: NEWEST + 1]
    rows = Message.objects.filter(thread__in=latest).to_city_or_opened().order_by("-sent_at", "-id")
    return list(rows.select_related("thread__key").prefetch_related("files")[: NEWEST + 1])


def _said(message: Message) -> str:
    try:
        text = message.body
    except Broken:
        return ""
    return "\n".join([text, *(file.name for file in message.files.all())])
