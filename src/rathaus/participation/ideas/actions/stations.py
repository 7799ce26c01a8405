"""An idea comes one station further."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.kept import raise_version
from rathaus.participation.ideas.actions.telling import tell_followers
from rathaus.participation.ideas.actions.writing import write_news
from rathaus.participation.ideas.models import Idea, Station
from rathaus.participation.ideas.rules import may_moderate
from rathaus.participation.ideas.workflow import may_follow, state_of


class OutOfOrder(Exception):
    """The city's table does not let this state follow the current one, or a public reason is missing."""


@transaction.atomic
def add_station(
    idea: Idea,
    state: str,
    *,
    by: Person | str,
    decided_by: str,
    reason: str = "",
    link: str = "",
    link_text: str = "",
    at: datetime | None = None,
    at_text: str = "",
    is_example: bool = False,
) -> Station:
    """Bring ``idea`` to ``state``; later stages call this with ``by="system"`` once they have asked their own rule.

    The same state again adds a station that tells more (another meeting, a report).
    Raises PermissionDenied, OutOfOrder.
    """
    if not may_moderate(by):
        raise PermissionDenied
    current = Idea.objects.select_for_update().get(pk=idea.pk)
    if state != current.state and not may_follow(current.state, state):
        raise OutOfOrder(f"{state!r} cannot follow {current.state!r}")
    if state_of(state).reason and not reason.strip():
        raise OutOfOrder(f"{state!r} needs a public reason")
    moment = at or timezone.now()
    station = Station.objects.create(
        idea=current,
        state=state,
        at=moment,
        at_text=at_text,
        by=by if isinstance(by, Person) else None,
        decided_by=decided_by,
        reason=reason,
        link=link,
        link_text=link_text,
        is_example=is_example,
    )
    current.state, current.changed_at = state, timezone.now()
    if state_of(state).answer and current.answered_at is None:
        current.answered_at = moment
    current.save(update_fields=["state", "changed_at", "answered_at"])
    idea.state, idea.answered_at = current.state, current.answered_at
    raise_version()
    write_news(current, "station", state=state_of(state), decided_by=decided_by, reason=reason)
    tell_followers(current)
    record("idea.station", f"idea:{idea.number}", by=by, state=state)
    return station
