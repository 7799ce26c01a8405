"""Keys, wrapped: one for each case, one for the blind indexes."""

import json
import uuid
from typing import Any

from django.db import models

from rathaus.foundation.vault import sealing


class Key(models.Model):
    """A 256-bit key, wrapped by the master key; whoever deletes it deletes what it sealed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    wrapped = models.BinaryField(max_length=80)
    master = models.CharField(max_length=16)
    """The name of the master key that wraps it."""
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["master", "id"], name="key_by_master")]

    @property
    def label(self) -> str:
        """What it is wrapped as."""
        return str(self.id)

    @property
    def plain(self) -> bytes:
        """The key itself; raises sealing.Broken where its master key is not at hand."""
        # Unwrapping costs some microseconds, but a page seals and opens many times with one key.
        if not hasattr(self, "_plain"):
            self._plain = sealing.unwrap(bytes(self.wrapped), self.master, self.label)
        return self._plain

    def seal(self, content: bytes, label: str) -> bytes:
        """Seal ``content``; ``label`` says what it is and must be the same when opening."""
        return sealing.seal(self.plain, content, label)

    def open(self, sealed: bytes | memoryview, label: str) -> bytes:
        """The content; raises sealing.Broken if it was changed, or sealed under another key or label."""
        return sealing.unseal(self.plain, bytes(sealed), label)

    def seal_json(self, value: Any, label: str) -> bytes:
        return self.seal(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), label)

    def open_json(self, sealed: bytes | memoryview, label: str) -> Any:
        return json.loads(self.open(sealed, label))


class IndexKey(models.Model):
    """The one key of all blind indexes. Only its wrapping changes: another key would find nothing any more."""

    LABEL = "index"

    wrapped = models.BinaryField(max_length=80)
    master = models.CharField(max_length=16)

    @property
    def label(self) -> str:
        return self.LABEL

    @property
    def plain(self) -> bytes:
        """The key itself; raises sealing.Broken where its master key is not at hand."""
        return sealing.unwrap(bytes(self.wrapped), self.master, self.label)
