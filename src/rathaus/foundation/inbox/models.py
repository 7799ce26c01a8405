"""Threads of messages between a person (or guest) and the city; their text is sealed."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.vault.models import Key


class ThreadQuerySet(models.QuerySet["Thread"]):
    def visible_to(self, person: Person) -> "ThreadQuerySet":
        """The person's own threads; staff reach a thread through its case only."""
        return self.filter(person=person)


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
    signature = models.CharField(max_length=200)
    """Who speaks, as shown: the office, or the citizen's own name."""
    sealed_body = models.BinaryField()
    sent_at = models.DateTimeField(auto_now_add=True)
    read_at = models.DateTimeField(null=True)
    """When the receiving side first opened it (for notices the date of retrieval, § 9 OZG)."""
    files = models.ManyToManyField(StoredFile, related_name="+")

    class Meta:
        ordering = ["sent_at"]

    @property
    def body(self) -> str:
        """The plain text."""
        return self.thread.key.open(self.sealed_body, f"message:{self.id}").decode()
