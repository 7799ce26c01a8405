"""Making and destroying keys."""

import os
import uuid

from rathaus.foundation.vault import sealing
from rathaus.foundation.vault.models import Key


def create_key() -> Key:
    """A fresh key, saved."""
    name = uuid.uuid4()
    wrapped = sealing.seal(sealing.master_key(), os.urandom(32), str(name))
    return Key.objects.create(id=name, wrapped=wrapped, master=sealing.master_name())
