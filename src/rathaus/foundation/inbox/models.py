"""Threads of messages between a person (or guest) and the city; their text is sealed."""

import uuid
from collections.abc import Collection

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.design.paging import behind
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.representation.party import Party, matters
from rathaus.foundation.vault.models import Key
from rathaus.lib.references import read_reference


class ThreadQuerySet(models.QuerySet["Thread"]):
    def visible_to(self, whom: Person | Party) -> "ThreadQuerySet":
        """Her own threads, or her principal's about matters that she may read; staff come by way of the case only."""
        mine = self.filter(matters(whom, service="topic", reference="reference"))
        return mine if _is_own(whom) else mine.filter(kind__in=Thread.FOR_AGENTS)

    def latest_first(self) -> "ThreadQuerySet":
        """The thread that was last written in comes first."""
        return self.order_by("-latest_at", "-id")

    def older_than(self, thread: "Thread") -> "ThreadQuerySet":
        """What follows ``thread`` in the order of ``latest_first``."""
        # The first condition follows from the second; by it the database begins where the page begins.
        return self.filter(behind("-latest_at", thread.latest_at, thread.pk), latest_at__lte=thread.latest_at)

    def at_hand(self) -> "ThreadQuerySet":
        """Those that were not put into the archive."""
        return self.filter(archived_at=None)

    def archived(self) -> "ThreadQuerySet":
        return self.filter(archived_at__isnull=False)

    def unopened_by(self, person: Person | int) -> "ThreadQuerySet":
        """Her own, in which something waits to be opened."""
        return self.filter(person=person, unread__gt=0)

    def unanswered(self) -> "ThreadQuerySet":
        """Somebody wrote, and nobody of the city has answered yet; who waits longest comes first."""
        return self.filter(unanswered_since__isnull=False).order_by("unanswered_since", "id")

    def about(self, words: str, *, also: Collection[uuid.UUID] = ()) -> "ThreadQuerySet":
        """Those with ``words`` in the subject, of that reference, about what has that number; and ``also`` these."""
        numbered = Q(reference=read_reference(words) or words) | Q(topic=words)
        return self.filter(Q(subject__icontains=words) | numbered | Q(pk__in=also))


class Thread(models.Model):
    """All that was said to one person about one matter."""

    class Kind(models.TextChoices):
        CASE = "case", _("Vorgang")
        IDEA = "idea", _("Idee")
        APPOINTMENT = "appointment", _("Termin")
        WORKSHOP = "workshop", _("Workshop")
        ACCOUNT = "account", _("Konto")

    FOR_AGENTS = (Kind.CASE, Kind.APPOINTMENT)
    """What a mandate can be about; ideas, workshops and the account are everybody's own affair."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.CASE)
    topic = models.CharField(max_length=100, blank=True)
    """What it is about, for its kind: a service's slug, an idea's number, a workshop's slug, an appointment's name."""
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    subject = models.CharField(max_length=200)
    reference = models.CharField(max_length=20, blank=True, db_index=True)
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    latest_at = models.DateTimeField(auto_now_add=True)
    unread = models.PositiveIntegerField(default=0)
    """How many of the city's messages were not opened yet; kept here, so that a list asks for nothing else."""
    unanswered_since = models.DateTimeField(null=True)
    """When the first message came that nobody of the city has answered."""
    archived_at = models.DateTimeField(null=True)
    """When she put it away; the next message brings it back."""

    objects = ThreadQuerySet.as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["person", "-latest_at", "-id"], name="thread_latest"),
            models.Index(fields=["person", "-latest_at", "-id"], condition=Q(archived_at=None), name="thread_at_hand"),
            models.Index(
                fields=["person", "-latest_at", "-id"], condition=Q(archived_at__isnull=False), name="thread_archived"
            ),
            models.Index(fields=["person"], condition=Q(unread__gt=0), name="thread_unread"),
            models.Index(
                fields=["kind", "unanswered_since", "id"],
                condition=Q(unanswered_since__isnull=False),
                name="thread_unanswered",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "kind", "topic"], condition=~Q(kind="case"), name="thread_one_per_topic"
            )
        ]

    def __str__(self) -> str:
        return self.subject


class MessageQuerySet(models.QuerySet["Message"]):
    def unread_by(self, whom: Person | Party | int) -> "MessageQuerySet":
        """What the city wrote to her, or to her principal, and was not opened."""
        # The thread's own count keeps the database from looking into the others.
        waiting = self.filter(thread__unread__gt=0, from_city=True, read_at=None)
        if isinstance(whom, Party) and not whom.is_own:
            return waiting.filter(thread__in=Thread.objects.visible_to(whom))
        return waiting.filter(thread__person=whom.principal if isinstance(whom, Party) else whom)

    def to_city_or_opened(self) -> "MessageQuerySet":
        """What its person may see: all she wrote, and of the city's what she has opened."""
        return self.filter(Q(from_city=False) | Q(read_at__isnull=False))


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
    sent_at = models.DateTimeField(default=timezone.now)
    read_at = models.DateTimeField(null=True)
    """When the receiving side first opened it (for notices the date of retrieval, § 9 OZG); only the first counts."""
    read_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    """Who opened it: its person, or somebody for her; None for a guest."""
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

    @property
    def days_closed(self) -> int:
        """How many days it has been there to be opened."""
        return (timezone.localdate() - timezone.localdate(self.sent_at)).days

    @property
    def opened_for_her_by(self) -> Person | None:
        """Who opened it in her stead; None where she did it herself."""
        return self.read_by if self.read_by_id != self.thread.person_id else None


def _is_own(whom: Person | Party) -> bool:
    return isinstance(whom, Person) or whom.is_own
