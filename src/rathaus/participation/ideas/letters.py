"""What was written between the team and authors, found by the idea or by who waits for an answer."""

from django.db.models import QuerySet

from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.inbox.models import Message, Thread, ThreadQuerySet
from rathaus.participation.ideas.models import Idea


def of_idea(idea: Idea) -> ThreadQuerySet:
    """The thread with its author."""
    return Thread.objects.filter(kind=Thread.Kind.IDEA, topic=str(idea.number))


def letters_of(idea: Idea) -> list[Message]:
    """All messages, in order, with their files."""
    found = Message.objects.filter(thread__in=of_idea(idea)).select_related("thread__key", "thread__person", "read_by")
    return list(found.prefetch_related("files"))


def files_of(idea: Idea) -> QuerySet[StoredFile]:
    """What the author attached to her messages."""
    hers = Message.objects.filter(thread__in=of_idea(idea), from_city=False)
    return StoredFile.objects.filter(id__in=hers.values("files")).select_related("key")


def unanswered() -> ThreadQuerySet:
    """Threads whose author waits for an answer."""
    return Thread.objects.filter(kind=Thread.Kind.IDEA).unanswered()
