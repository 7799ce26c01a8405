"""The author does not agree that her idea was hidden."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.lib.text import clean
from rathaus.participation.ideas.models import Appeal, Idea
from rathaus.participation.ideas.rules import may_appeal


@transaction.atomic
def appeal(idea: Idea, text: str, *, by: Person | str) -> Appeal:
    """For the team to answer; ``by`` is the author or ``"claim"``. Raises PermissionDenied."""
    idea = Idea.objects.select_for_update().get(pk=idea.pk)
    if not may_appeal(by, idea):
        raise PermissionDenied
    objection = idea.appeals.create(text=clean(text), at=timezone.now())
    record("idea.appealed", f"idea:{idea.number}", by=by)
    return objection
