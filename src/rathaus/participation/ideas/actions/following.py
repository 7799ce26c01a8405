"""A person wants to hear what becomes of an idea, or no longer."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.participation.ideas.models import Follow, Idea


@transaction.atomic
def follow(idea: Idea, *, by: Person) -> None:
    """From now on she is told; twice is once. Raises PermissionDenied."""
    if not idea.is_public:
        raise PermissionDenied
    _, new = Follow.objects.get_or_create(idea=idea, person=by, defaults={"at": timezone.now()})
    if new:
        record("idea.followed", f"idea:{idea.number}", by=by)


@transaction.atomic
def unfollow(idea: Idea, *, by: Person) -> None:
    """As if she never had."""
    gone, _ = Follow.objects.filter(idea=idea, person=by).delete()
    if gone:
        record("idea.unfollowed", f"idea:{idea.number}", by=by)
