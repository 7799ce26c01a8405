"""The city writes."""

from typing import Any

from rathaus.foundation.inbox.actions import post
from rathaus.foundation.inbox.models import Message, Thread


def from_city(thread: Thread, body: str = "Guten Tag", kind: str = Message.Kind.TEXT, **more: Any) -> Message:
    return post(thread, kind, body, **{"by": "system", "signature": "Steueramt", "from_city": True} | more)
