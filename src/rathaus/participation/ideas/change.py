"""How the team's every change of an idea begins and ends: lock, look whether it is still what was seen; log, record."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone
from django.utils.translation import gettext as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.kept import raise_version
from rathaus.lib.text import clean
from rathaus.participation.ideas.models import Idea, Moderation
from rathaus.participation.ideas.rules import may_moderate


class Stale(Exception):
    """Somebody changed the idea since the page was made."""

    def __init__(self, idea: Idea) -> None:
        super().__init__(idea.number)
        self.idea = idea


class Impossible(Exception):
    """The idea is not in a state in which this can be done; the text says why, to the team."""


def taken_up(idea: Idea, by: Person | str, *, seen: datetime | None = None) -> Idea:
    """The idea as it stands, held until the transaction ends.

    ``seen`` is the ``changed_at`` of the page that the moderator looked at. Raises PermissionDenied, Stale.
    """
    demand(by)
    current = Idea.objects.select_for_update(of=("self",)).select_related("author", "key").get(pk=idea.pk)
    if seen is not None and seen != current.changed_at:
        raise Stale(current)
    return current


def demand(by: Person | str) -> None:
    """Raises PermissionDenied for anyone but the team."""
    if not may_moderate(by):
        raise PermissionDenied


def moderated(idea: Idea, verb: Moderation.Verb, *, by: Person | str, reason: str = "", **more: Any) -> Moderation:
    """Save ``idea`` as changed now, add a line to its log and one to the audit chain; kept pages are out of date."""
    idea.changed_at = timezone.now()
    idea.save()
    line = idea.moderations.create(
        verb=verb, reason=clean(reason), by=by if isinstance(by, Person) else None, at=idea.changed_at, **more
    )
    raise_version()
    record(f"idea.{verb}", f"idea:{idea.number}", by=by)
    return line


def named(idea: Idea) -> str:
    """How the log speaks of another idea: ``Idee 12``."""
    return _("Idee %(number)s") % {"number": idea.number}
