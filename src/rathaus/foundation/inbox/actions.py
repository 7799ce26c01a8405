"""Opening threads, writing into them, opening what came."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from rathaus.foundation.accounts.actions import hold
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.documents.intake import receive
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.documents.uploads import Inspected
from rathaus.foundation.inbox import receivers
from rathaus.foundation.inbox.models import Message, Thread
from rathaus.foundation.inbox.rules import may_archive, may_open, may_write
from rathaus.foundation.representation.speaking import on_behalf
from rathaus.foundation.vault.actions import create_key
from rathaus.foundation.vault.models import Key
from rathaus.lib.prepared import prepared_change, prepared_row
from rathaus.lib.text import clean

_begin, _write = prepared_row(Thread), prepared_row(Message)


def open_thread(
    subject: str,
    *,
    person: Person | None,
    key: Key,
    reference: str,
    kind: str = Thread.Kind.CASE,
    topic: str = "",
) -> Thread:
    """A new, empty thread about ``subject``; ``person`` is None for a guest. ``topic``: see ``Thread.topic``."""
    thread = Thread(subject=subject[:200], person=person, key=key, reference=reference, kind=kind, topic=topic)
    _begin(thread)
    return thread


def thread_about(kind: str, topic: str, subject: str, *, person: Person) -> Thread:
    """Her one thread about this matter, which is no case; it begins with a key of its own."""
    thread, _new = Thread.objects.select_related("key").get_or_create(
        person=person,
        kind=kind,
        topic=topic,
        defaults={"subject": subject[:200], "key": create_key},  # type: ignore[misc]
    )
    return thread


def post(
    thread: Thread,
    kind: str,
    body: str,
    *,
    by: Person | str,
    signature: str,
    from_city: bool,
    files: Iterable[StoredFile] = (),
    message_id: uuid.UUID | None = None,
) -> Message:
    """Add a message. ``by`` is a person, ``"guest"`` or ``"system"``; ``files`` lie under the thread's key already.

    Raises PermissionDenied if ``by`` may not write here.
    """
    if not may_write(by, thread, from_city=from_city):
        raise PermissionDenied
    with transaction.atomic(savepoint=False):
        message = _put(thread, kind, body, by, signature, from_city, message_id or uuid.uuid4())
        if files := list(files):
            message.files.set(files)
        _note(thread, message, by)
        if not from_city:
            receivers.hand_over(message)
        detail = {} if from_city else on_behalf(by, thread.person_id)
        record(f"inbox.{kind}", f"thread:{thread.id}", by=by, **detail)
    return message


def _put(
    thread: Thread, kind: str, body: str, by: Person | str, signature: str, from_city: bool, name: uuid.UUID
) -> Message:
    message = Message(
        id=name,
        thread=thread,
        kind=kind,
        from_city=from_city,
        author=by if isinstance(by, Person) else None,
        sealed_signature=thread.key.seal(signature.encode(), f"signature:{name}"),
        sealed_body=thread.key.seal(clean(body).encode(), f"message:{name}"),
        sent_at=_moment_in(thread),
    )
    _write(message)
    return message


@transaction.atomic
def reply(
    thread: Thread,
    kind: str,
    text: str,
    uploads: Iterable[Inspected],
    *,
    by: Person | str,
    signature: str,
    once: str,
) -> Message:
    """The citizen writes back, with files.

    ``once`` is a word of the form she sent: the same form sent again gives the message it made the first time.
    Raises PermissionDenied if ``by`` may not write here.
    """
    hold(by.pk if isinstance(by, Person) else None, thread.person_id)
    message_id, earlier = _sent_before(thread, once)
    if earlier:
        return earlier
    files = [receive(one, thread.key) for one in uploads]
    return post(thread, kind, text, by=by, signature=signature, from_city=False, files=files, message_id=message_id)


@transaction.atomic
def write_back(thread: Thread, text: str, *, once: str, by: Person, signature: str) -> tuple[Message, bool]:
    """Somebody of the city writes; the message, and whether it is new (``once``: see ``reply``).

    Whoever calls it has asked whether ``by`` may.
    """
    message_id, earlier = _sent_before(thread, once)
    if earlier:
        return earlier, False
    kind = Message.Kind.TEXT
    return post(thread, kind, text, by=by, signature=signature, from_city=True, message_id=message_id), True


@transaction.atomic
def mark_read(message: Message, *, by: Person | str) -> None:
    """Note that a message of the city was opened; only the first time counts. Raises PermissionDenied."""
    if not may_open(by, message):
        raise PermissionDenied
    now, reader = timezone.now(), by if isinstance(by, Person) else None
    if Message.objects.filter(pk=message.pk, read_at=None).update(read_at=now, read_by=reader):
        message.read_at, message.read_by = now, reader
        Thread.objects.filter(pk=message.thread_id, unread__gt=0).update(unread=F("unread") - 1)
        record("inbox.opened", f"message:{message.id}", by=by, **on_behalf(by, message.thread.person_id))


@transaction.atomic
def archive(thread: Thread, *, by: Person) -> None:
    """Out of her sight until something new comes. Raises PermissionDenied, also while something is unopened."""
    if not may_archive(by, thread):
        raise PermissionDenied
    if Thread.objects.filter(pk=thread.pk, unread=0, archived_at=None).update(archived_at=timezone.now()):
        record("inbox.archived", f"thread:{thread.id}", by=by, **on_behalf(by, thread.person_id))


@transaction.atomic
def bring_back(thread: Thread, *, by: Person) -> None:
    """Out of the archive. Raises PermissionDenied."""
    if not may_write(by, thread, from_city=False):
        raise PermissionDenied
    if Thread.objects.filter(pk=thread.pk, archived_at__isnull=False).update(archived_at=None):
        record("inbox.brought_back", f"thread:{thread.id}", by=by, **on_behalf(by, thread.person_id))


@transaction.atomic
def settle(thread: Thread, *, by: Person) -> None:
    """What she wrote needs no answer. Whoever calls it has asked whether ``by`` may."""
    if Thread.objects.filter(pk=thread.pk, unanswered_since__isnull=False).update(unanswered_since=None):
        record("inbox.settled", f"thread:{thread.id}", by=by)


def _moment_in(thread: Thread) -> datetime:
    """Now; a moment behind the latest message where both came at once, so that their order is kept."""
    now = timezone.now()
    at_once = timedelta(0) <= thread.latest_at - now < timedelta(seconds=1)
    return thread.latest_at + timedelta(microseconds=1) if at_once else now


def _note(thread: Thread, message: Message, by: Person | str) -> None:
    """What a new message changes of its thread. A program's news answers nobody; a person of the city does."""
    noted = _asked if not message.from_city else _answered if isinstance(by, Person) else _told
    noted(thread.pk, message.sent_at)
    thread.latest_at = message.sent_at


_Change = tuple[QuerySet[Thread], dict[str, Any]]


@prepared_change
def _asked(thread: uuid.UUID, at: datetime) -> _Change:
    return _brought_up(thread, at, unanswered_since=Coalesce("unanswered_since", at))


@prepared_change
def _answered(thread: uuid.UUID, at: datetime) -> _Change:
    return _brought_up(thread, at, unread=F("unread") + 1, unanswered_since=None)


@prepared_change
def _told(thread: uuid.UUID, at: datetime) -> _Change:
    return _brought_up(thread, at, unread=F("unread") + 1)


def _brought_up(thread: uuid.UUID, at: datetime, **more: Any) -> _Change:
    return Thread.objects.filter(pk=thread), {"latest_at": at, "archived_at": None, **more}


def _sent_before(thread: Thread, once: str) -> tuple[uuid.UUID, Message | None]:
    """The id of the message that a form makes, and the message if it was made already."""
    # The thread's row holds back a second sending until the first is complete.
    Thread.objects.select_for_update().get(pk=thread.pk)
    message_id = uuid.uuid5(thread.id, once)
    return message_id, thread.messages.filter(id=message_id).first()
