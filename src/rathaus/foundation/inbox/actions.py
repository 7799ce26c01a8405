"""Opening threads, writing into them, opening what came."""

import uuid
from collections.abc import Iterable

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.documents import actions as documents
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.documents.uploads import Inspected
from rathaus.foundation.inbox import receivers
from rathaus.foundation.inbox.models import Message, Thread
from rathaus.foundation.inbox.rules import may_open, may_write
from rathaus.foundation.vault.models import Key
from rathaus.lib.text import clean


def open_thread(subject: str, *, person: Person | None, key: Key, reference: str) -> Thread:
    """A new, empty thread about ``subject``; ``person`` is None for a guest."""
    return Thread.objects.create(subject=subject[:200], person=person, key=key, reference=reference)


@transaction.atomic
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
    name = message_id or uuid.uuid4()
    message = Message.objects.create(
        id=name,
        thread=thread,
        kind=kind,
        from_city=from_city,
        author=by if isinstance(by, Person) else None,
        sealed_signature=thread.key.seal(signature.encode(), f"signature:{name}"),
        sealed_body=thread.key.seal(clean(body).encode(), f"message:{name}"),
    )
    message.files.set(files)
    thread.latest_at = message.sent_at
    thread.save(update_fields=["latest_at"])
    if not from_city:
        receivers.hand_over(message)
    record(f"inbox.{kind}", f"thread:{thread.id}", by=by)
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
    # The thread's row holds back a second sending until the first is complete.
    Thread.objects.select_for_update().get(pk=thread.pk)
    message_id = uuid.uuid5(thread.id, once)
    if earlier := thread.messages.filter(id=message_id).first():
        return earlier
    files = [documents.store(one.name, one.content, one.content_type, thread.key) for one in uploads]
    return post(thread, kind, text, by=by, signature=signature, from_city=False, files=files, message_id=message_id)


@transaction.atomic
def mark_read(message: Message, *, by: Person | str) -> None:
    """Note that ``message`` was opened by the side it was written to; only the first time counts."""
    if not may_open(by, message):
        raise PermissionDenied
    now = timezone.now()
    if Message.objects.filter(pk=message.pk, read_at=None).update(read_at=now):
        message.read_at = now
        record("inbox.opened", f"message:{message.id}", by=by)
