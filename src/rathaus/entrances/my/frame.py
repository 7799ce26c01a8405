"""What the frame of each page of her area shows."""

from typing import Any

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.inbox.models import Message


def frame(person: Person, tab: str) -> dict[str, Any]:
    """``tab`` (the current one) and ``unread`` (how many messages she has not opened)."""
    return {"tab": tab, "unread": Message.objects.unread_by(person).count()}
