"""What the scanner said of a file, and whether there is a scanner at all."""

from django.db import models


class Scan(models.Model):
    """The verdict on a file, and what came of asking for it so far. The file's ``state`` says which it was."""

    file = models.OneToOneField("documents.StoredFile", primary_key=True, on_delete=models.CASCADE, related_name="scan")
    tries = models.PositiveIntegerField(default=0)
    """How often asking gave no verdict."""
    due_at = models.DateTimeField(null=True)
    """Not to be asked again before; None where only the scanner as such has to come back."""
    trouble = models.CharField(max_length=100, blank=True)
    """Why there was no verdict the last time."""
    done_at = models.DateTimeField(null=True)
    engine = models.CharField(max_length=100, blank=True)
    """Program and signatures by which it was judged: ``ClamAV 1.4.3/27850/Wed Nov 25 09:26:11 2026``."""
    found = models.CharField(max_length=200, blank=True)
    """The name of what was found; empty for a clean file."""


class Scanner(models.Model):
    """Whether clamd is there, and when the files that wait have their next turn; one row."""

    away_since = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    trouble = models.CharField(max_length=100, blank=True)
    due_at = models.DateTimeField(null=True)
    """When the next turn begins, or until when the running one may take; None where nothing waits for one."""
