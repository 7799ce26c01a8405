"""Keys, wrapped; one for each case."""

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
    created_at = models.DateTimeField(auto_now_add=True)

    def seal(self, content: bytes, label: str) -> bytes:
        """Seal ``content``; ``label`` says what it is and must be the same when opening."""
        return sealing.seal(self._unwrapped(), content, label)

    def open(self, sealed: bytes | memoryview, label: str) -> bytes:
        """The content; raises sealing.Broken if it was changed, or sealed under another key or label."""
        return sealing.unseal(self._unwrapped(), bytes(sealed), label)

    def seal_json(self, value: Any, label: str) -> bytes:
        return self.seal(json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode(), label)

    def open_json(self, sealed: bytes | memoryview, label: str) -> Any:
        return json.loads(self.open(sealed, label))

    def _unwrapped(self) -> bytes:
        # Unwrapping costs some microseconds, but a page seals and opens many times with one key.
        if not hasattr(self, "_plain"):
            self._plain = sealing.unseal(sealing.master_key(), bytes(self.wrapped), str(self.id))
        return self._plain
