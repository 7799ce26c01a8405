"""The draw as records that are written once; the database refuses to change them (see ``immutable.py``).

Who did it is in the audit chain: a reference to a person would have to change when she leaves.
"""

from django.db import models
from django.db.models import F, Q

from rathaus.foundation.vault.models import Key
from rathaus.participation.workshops.models.workshop import Workshop


class Commitment(models.Model):
    """The hash of a secret seed, public before anyone registers; the seed stays sealed until the draw."""

    workshop = models.OneToOneField(Workshop, on_delete=models.PROTECT, related_name="commitment")
    digest = models.CharField(max_length=64)
    """SHA-256 of the seed."""
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    sealed_seed = models.BinaryField()
    at = models.DateTimeField()

    @property
    def announced(self) -> "Announcement":
        """The source that counts: the last one named."""
        return self.announcements.latest("pk")

    @property
    def seed(self) -> str:
        """For the draw alone."""
        return self.key.open(self.sealed_seed, f"seed:{self.workshop_id}").decode()


class Announcement(models.Model):
    """Which public value will be taken, said before anyone can know it; the last before the list is frozen counts."""

    commitment = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="announcements")
    source = models.CharField(max_length=200)
    """„Lotto 6 aus 49, Ziehung am Samstag, 12. Dezember 2026, die sechs Gewinnzahlen“."""
    numbers = models.PositiveSmallIntegerField(default=6)
    """How many numbers it has: nobody can leave one out afterwards."""
    known_at = models.DateTimeField()
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(known_at__gt=F("at")), name="announcement_of_the_unknown"),
            models.CheckConstraint(condition=Q(numbers__gte=1, numbers__lte=20), name="announcement_of_some_numbers"),
        ]


class FrozenList(models.Model):
    """Who takes part, by number and group, as it was at the deadline."""

    commitment = models.OneToOneField(Commitment, on_delete=models.PROTECT, related_name="frozen")
    text = models.TextField()
    """Lines ``number group``, sorted."""
    fingerprint = models.CharField(max_length=64)
    """SHA-256 of ``text``."""
    quotas = models.JSONField()
    """Seats by group as they were."""
    at = models.DateTimeField()


class Result(models.Model):
    """The public value and the seed; from both anyone works out the order."""

    frozen = models.OneToOneField(FrozenList, on_delete=models.PROTECT, related_name="result")
    seed = models.CharField(max_length=64)
    value = models.CharField(max_length=200)
    """The numbers in ascending order, one space between."""
    link = models.URLField(max_length=300, blank=True)
    """Where the numbers can be read."""
    at = models.DateTimeField()
