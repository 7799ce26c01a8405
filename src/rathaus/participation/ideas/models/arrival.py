"""What arrived once and shall not arrive twice."""

from django.db import models

from rathaus.participation.ideas.models.idea import Idea


class Arrival(models.Model):
    """An idea that its sender may send again: a program's request, a row of an imported file."""

    name = models.CharField(max_length=64, unique=True)
    """SHA-256 of what the sender calls it."""
    fingerprint = models.CharField(max_length=64)
    """Blind index of what was said."""
    idea = models.OneToOneField(Idea, on_delete=models.CASCADE, related_name="+")
    sealed_code = models.BinaryField()
    """The claim code, sealed under the idea's key as ``code:<number>``."""
