"""Files, sealed on disk; the row knows what they are."""

import uuid
from pathlib import Path

from django.conf import settings
from django.db import models

from rathaus.foundation.vault.models import Key


class StoredFile(models.Model):
    """A file sealed under its case's key; ``size`` and ``digest`` (SHA-256) are those of the plain content."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    size = models.PositiveBigIntegerField()
    digest = models.CharField(max_length=64)
    created_at = models.DateTimeField(auto_now_add=True)

    @property
    def path(self) -> Path:
        """Where the sealed bytes lie."""
        return settings.FILES_DIR / self.id.hex[:2] / self.id.hex

    @property
    def label(self) -> str:
        """What the sealed bytes are sealed as."""
        return f"file:{self.id}"

    def read(self) -> bytes:
        """The plain content; raises sealing.Broken if the bytes on disk were changed."""
        return self.key.open(self.path.read_bytes(), self.label)
