"""Threads of messages between a person (or guest) and the city; their text is sealed."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.design.paging import behind
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.vault.models import Key
from rathaus.lib.references import read_reference


class ThreadQuerySet(models.QuerySet["Thread"]):
    def visible_to(self, person: Person) -> "ThreadQuerySet":
        """The person's own threads; staff reach a thread through its case only."""
        return self.filter(person=person)

    def latest_first(self) -> "ThreadQuerySet":
        """The thread that was last written in comes first."""
        return self.order_by("-latest_at", "-id")

    def older_than(self, thread: "Thread") -> "ThreadQuerySet":
        """What follows ``thread`` in the order of ``latest_first``."""
        return self.filter(behind("-latest_at", thread.latest_at, thread.pk))

    def with_unread(self) -> "ThreadQuerySet":
        """Adds ``unread``: how many of the city's messages were not opened yet."""
        waiting = Q(messages__from_city=True, messages__read_at=None)
        return self.annotate(unread=models.Count("messages", filter=waiting))

    def about(self, words: str) -> "ThreadQuerySet":
        """Threads with ``words`` in the subject, or of that reference."""
        return self.filter(Q(subject__icontains=words) | Q(reference=read_reference(words) or words))


class Thread(models.Model):
    """All that was said about one matter."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    subject = models.CharField(max_length=200)
    reference = models.CharField(max_length=20, blank=True, db_index=True)
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    latest_at = models.DateTimeField(auto_now_add=True)

    objects = ThreadQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["person", "-latest_at"], name="thread_by_person")]

    def __str__(self) -> str:
        return self.subject


class MessageQuerySet(models.QuerySet["Message"]):
    def unread_by(self, person: Person) -> "MessageQuerySet":
        """What the city wrote to ``person`` and she has not opened."""
        return self.filter(thread__person=person, from_city=True, read_at=None)


class Message(models.Model):
    """One message, from the city or to it."""

    class Kind(models.TextChoices):
        RECEIPT = "receipt", _("Eingangsbestätigung")
        TEXT = "text", _("Nachricht")
        QUESTION = "question", _("Rückfrage")
        ANSWER = "answer", _("Antwort")
        NOTICE = "notice", _("Bescheid")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="messages")
    kind = models.CharField(max_length=10, choices=Kind)
    from_city = models.BooleanField()
    author = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    sealed_signature = models.BinaryField()
    sealed_body = models.BinaryField()
    sent_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    """When the receiving side first opened it (for notices the date of retrieval, § 9 OZG)."""
    files = models.ManyToManyField(StoredFile, related_name="+")

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["sent_at", "id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.id}"

    @property
    def body(self) -> str:
        """The plain text."""
        return self.thread.key.open(self.sealed_body, f"message:{self.id}").decode()

    @property
    def signature(self) -> str:
        """Who speaks, as shown: the office, or the citizen's own name."""
        return self.thread.key.open(self.sealed_signature, f"signature:{self.id}").decode()

    @property
    def is_closed(self) -> bool:
        """A letter the citizen has not opened yet: its text and files stay covered."""
        return self.from_city and self.read_at is None
