"""Who does the background work."""

from django.db import models


class Worker(models.Model):
    """A background worker and its last sign of life."""

    name = models.CharField(max_length=64, primary_key=True)
    seen_at = models.DateTimeField()
