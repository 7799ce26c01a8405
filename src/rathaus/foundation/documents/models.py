"""Files, sealed in the file store; the row knows what they are."""

import uuid
from pathlib import Path

from django.core.files.storage import storages
from django.db import models

from rathaus.foundation.documents import shelf
from rathaus.foundation.documents.scans import Scan, Scanner
from rathaus.foundation.documents.withholding import WITHHELD, State, Withheld
from rathaus.foundation.vault.models import Key

__all__ = ["Scan", "Scanner", "StoredFile"]


class StoredFile(models.Model):
    """A file sealed under its case's key; ``size`` and ``digest`` (SHA-256) are those of the plain content."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State, default=State.UNSCANNED, db_default=State.UNSCANNED)

    class Meta:
        indexes = [models.Index(fields=["state", "created_at"], name="file_state")]

    @property
    def is_withheld(self) -> bool:
        """Nobody may have its content: it waits for the scanner, or the scanner found something."""
        return self.state in WITHHELD

    @property
    def place(self) -> str:
        """Where the sealed bytes lie in the file store."""
        return f"{self.id.hex[:2]}/{self.id.hex}"

    @property
    def path(self) -> Path:
        """Where they lie on disk; raises NotImplementedError where the file store is none."""
        return Path(storages["files"].path(self.place))

    @property
    def label(self) -> str:
        """What the sealed bytes are sealed as."""
        return f"file:{self.id}"

    def read(self) -> bytes:
        """The plain content, for everyone; raises Withheld, and what ``unsealed`` raises."""
        if self.is_withheld:
            raise Withheld(State(self.state))
        return self.unsealed()

    def unsealed(self) -> bytes:
        """The plain content, for the scanner alone; raises sealing.Broken if the stored bytes were changed,
        FileNotFoundError, Unavailable."""
        return self.key.open(shelf.read(self.place), self.label)
