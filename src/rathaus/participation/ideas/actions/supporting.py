"""A person stands behind an idea, or no longer."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.design.kept import raise_version
from rathaus.participation.ideas.models import Idea, Support


@transaction.atomic
def support(idea: Idea, *, by: Person) -> None:
    """One support per person, however often and however fast it is asked for. Raises PermissionDenied."""
    _lock(idea)
    if not idea.is_public:
        raise PermissionDenied
    Support.objects.get_or_create(idea=idea, person=by, defaults={"at": timezone.now()})
    _recount(idea)


@transaction.atomic
def take_back_support(idea: Idea, *, by: Person) -> None:
    """As if it had never been."""
    _lock(idea)
    Support.objects.filter(idea=idea, person=by).delete()
    _recount(idea)


def _lock(idea: Idea) -> None:
    """Two at once are counted one after the other."""
    idea.visibility = Idea.objects.select_for_update().only("visibility").get(pk=idea.pk).visibility


def _recount(idea: Idea) -> None:
    count = Support.objects.filter(idea=idea).count()
    if Idea.objects.filter(pk=idea.pk).exclude(supports=count).update(supports=count):
        raise_version()
    idea.supports = count
