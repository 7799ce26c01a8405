"""What the frame of each page of her area shows."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpRequest

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.inbox.models import Message, Thread
from rathaus.foundation.representation.party import Party
from rathaus.lib.prepared import prepared


def frame(whom: Person | Party, tab: str) -> dict[str, Any]:
    """``tab`` (the current one) and ``unread`` (how many messages she, or her principal, has not opened)."""
    return {"tab": tab, "unread": Message.objects.unread_by(whom).count()}


def news(request: HttpRequest) -> dict[str, Any]:
    """For every page: ``has_news``, whether something unopened lies in her own inbox; asked only where it is shown."""
    return {"has_news": lambda: isinstance(request.user, Person) and bool(_unopened_by(request.user.pk))}


@prepared
def _unopened_by(person: int) -> QuerySet[Thread, tuple[UUID]]:
    """One that waits is enough."""
    return Thread.objects.unopened_by(person).order_by().values_list("pk")[:1]
