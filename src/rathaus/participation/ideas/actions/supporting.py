"""A person stands behind an idea, or no longer."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from rathaus.foundation.accounts.actions import hold
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.design.kept import raise_version
from rathaus.lib.prepared import prepared_change
from rathaus.participation.ideas.models import Idea, Support

# Written out: Django has no way to learn whether a row was there before.
_STAND_BEHIND = (
    "INSERT INTO ideas_support (idea_id, person_id, at) VALUES (%s, %s, %s) ON CONFLICT (idea_id, person_id) DO NOTHING"
)


@transaction.atomic
def support(idea: Idea, *, by: Person) -> None:
    """One support per person, however often and however fast it is asked for. Raises PermissionDenied."""
    hold(by.pk)
    if _stands_behind(idea, by):
        raise_version()
        # The idea comes last: whoever supports it next waits for this row only as long as it takes to commit.
        if not _counted_if_public(idea.pk, 1):
            raise PermissionDenied


@transaction.atomic
def take_back_support(idea: Idea, *, by: Person) -> None:
    """As if it had never been."""
    hold(by.pk)
    if Support.objects.filter(idea=idea, person=by).delete()[0]:
        raise_version()
        _counted(idea.pk, -1)


def _stands_behind(idea: Idea, person: Person) -> bool:
    """Whether she does only now."""
    at = connection.ops.adapt_datetimefield_value(timezone.now())
    with connection.cursor() as cursor:
        cursor.execute(_STAND_BEHIND, [idea.pk, person.pk, at])
        return cursor.rowcount == 1


# Counted on, not anew: an idea with ten thousand supporters takes the next one as fast as the first.
@prepared_change
def _counted(idea: int, more: int) -> tuple[QuerySet[Idea], dict[str, Any]]:
    return Idea.objects.filter(pk=idea), {"supports": F("supports") + more}


@prepared_change
def _counted_if_public(idea: int, more: int) -> tuple[QuerySet[Idea], dict[str, Any]]:
    return Idea.objects.public().filter(pk=idea), {"supports": F("supports") + more}
