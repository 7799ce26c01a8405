"""Which answers have been taken."""

from django.db import models


class UsedAnswer(models.Model):
    """An answer that somebody came in with: nobody comes in with it again, in whichever process it arrives."""

    digest = models.CharField(max_length=64, primary_key=True)
    """SHA-256 of the door and the assertion's ID."""
    forget_after = models.DateTimeField(db_index=True)
    """By then it has expired, and would be refused for that."""
