"""What this module holds about a person: messages that belong to no case. Those of a case go with the case."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rathaus.foundation.accounts.disclosure import Holding, Paper, Record
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.documents.actions import delete
from rathaus.foundation.inbox.models import Message, Thread, ThreadQuerySet
from rathaus.foundation.vault.models import Key


def told(message: Message) -> dict[str, Any]:
    """A message for its person; a letter she has not opened yet keeps its text, since opening it has a date."""
    facts = {
        _("Art"): message.get_kind_display(),
        _("von"): message.signature if message.from_city else _("Ihnen"),
        _("gesendet"): message.sent_at,
        _("geöffnet"): message.read_at,
    }
    if message.is_closed:
        return facts | {_("Text"): _("Noch nicht geöffnet. Bitte öffnen Sie die Nachricht in Ihrem Postfach.")}
    return facts | {_("Text"): message.body}


def papers_of(message: Message) -> list[Paper]:
    """Its files, none where it was not opened yet."""
    return [] if message.is_closed else [Paper(file.name, file.read) for file in message.files.all()]


def _mine(person: Person) -> ThreadQuerySet:
    return Thread.objects.visible_to(person).exclude(kind=Thread.Kind.CASE)


def _read(person: Person) -> Iterator[Record]:
    for thread in _mine(person).select_related("key").order_by("latest_at").iterator():
        messages = list(thread.messages.select_related("thread__key").prefetch_related("files__key"))
        papers = tuple(paper for message in messages for paper in papers_of(message))
        yield Record(
            thread.subject, {_("Nachrichten"): [told(one) for one in messages]}, papers, f"/mein/postfach/{thread.id}/"
        )


def erase(thread: Thread) -> None:
    """Messages and files of ``thread`` go; its key, too, where nothing else rests under it."""
    files = [file for message in thread.messages.prefetch_related("files") for file in message.files.all()]
    thread.delete()
    for file in files:
        delete(file)
    try:
        with transaction.atomic():
            Key.objects.get(pk=thread.key_id).delete()
    except ProtectedError:
        return


def _forget(person: Person) -> None:
    for thread in _mine(person):
        erase(thread)


MESSAGES = Holding(
    name="nachrichten",
    label=gettext_lazy("Nachrichten"),
    about=gettext_lazy("Nachrichten, die zu keinem Vorgang gehören."),
    rows=lambda person: (_mine(person),),
    read=_read,
    relations=frozenset({"inbox.Thread.person", "inbox.Message.author", "inbox.Message.read_by"}),
    link="/mein/postfach/",
    afterwards=gettext_lazy("Werden sofort gelöscht."),
    forget=_forget,
)
