"""What the guard against robots remembers."""

from django.db import models


class SolvedPuzzle(models.Model):
    """A puzzle that was handed in; the same one again is refused. Kept until it would have expired."""

    signature = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField(db_index=True)
