"""Somebody says that something is wrong with an idea or a comment."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.lib.text import clean
from rathaus.participation.ideas.models import Comment, Idea, Report


@transaction.atomic
def report(idea: Idea, reason: str, *, by: Person | str, comment: Comment | None = None) -> Report:
    """For the team to look at; ``by`` is a person or ``"guest"``. What is open in the same words already, is that.

    Raises PermissionDenied for what is not public.
    """
    if not idea.is_public or (comment and (comment.idea_id != idea.pk or comment.hidden_at)):
        raise PermissionDenied
    said = {"comment": comment, "reason": clean(reason), "by": by if isinstance(by, Person) else None}
    if earlier := idea.reports.open().filter(**said).first():
        return earlier
    told = idea.reports.create(**said, at=timezone.now())
    record("idea.reported", f"idea:{idea.number}", by=by)
    return told
