"""The room of a workshop and who is in it."""

import uuid
from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.vault.models import Key
from rathaus.participation.workshops.models import Table, Workshop


class Phase(models.TextChoices):
    """What is being done."""

    COLLECT = "collect", _("Sammeln")
    SHAPE = "shape", _("Konkretisieren")
    PRESENT = "present", _("Präsentieren")
    CLOSED = "closed", _("Geschlossen")


class Room(models.Model):
    """Open from the first card to the end of the workshop; ``revision`` grows with every change anyone can see."""

    workshop = models.OneToOneField(Workshop, on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=12, unique=True)
    """What a phone needs to come in: ``4K7M-2Q``."""
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    phase = models.CharField(max_length=8, choices=Phase, default=Phase.COLLECT)
    phase_started_at = models.DateTimeField(null=True)
    phase_ends_at = models.DateTimeField(null=True)
    """When the clock runs out; None while it stands."""
    seconds_left = models.PositiveIntegerField(default=0)
    """What a standing clock shows."""
    hidden_cards = models.BooleanField(default=False)
    """New cards lie face down until the facilitator turns them over."""
    presented = models.ForeignKey(Table, null=True, on_delete=models.SET_NULL, related_name="+")
    revision = models.PositiveBigIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.workshop}: {self.code}"

    def get_absolute_url(self) -> str:
        return f"/raum/{self.code}/"

    @property
    def team_url(self) -> str:
        return f"/raum/{self.code}/leitung/"

    @property
    def is_closed(self) -> bool:
        return self.phase == Phase.CLOSED

    @property
    def is_running(self) -> bool:
        """The clock runs."""
        return self.phase_ends_at is not None

    def left(self, now: datetime | None = None) -> timedelta:
        """How long this phase still lasts; never negative."""
        if self.phase_ends_at is None:
            return timedelta(seconds=self.seconds_left)
        return max(self.phase_ends_at - (now or timezone.now()), timedelta())


class Participant(models.Model):
    """Somebody with a phone at a table; known by her session only."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="participants")
    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="+")
    sealed_alias = models.BinaryField(default=b"")
    """What the others may call her, sealed with the room's key as ``alias:<id>``."""
    joined_at = models.DateTimeField()

    @property
    def alias(self) -> str:
        """Empty for none."""
        return self.room.key.open(self.sealed_alias, f"alias:{self.pk}").decode() if self.sealed_alias else ""


class Photo(models.Model):
    """A picture of the day, for the documentation."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="photos")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")
    caption = models.CharField(max_length=200)
    """What is to be seen, in words."""

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(caption=""), name="photo_has_words")]
