"""A person stands behind an idea, or no longer."""

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Exists, F, QuerySet
from django.utils import timezone

from rathaus.foundation.accounts.actions import hold
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.design.kept import raise_version
from rathaus.lib.prepared import prepared
from rathaus.participation.ideas.models import Idea, Support


@transaction.atomic
def support(idea: Idea, *, by: Person) -> None:
    """One support per person, however often and however fast it is asked for. Raises PermissionDenied."""
    hold(by.pk)
    [(idea.visibility, supported)] = _held(idea.pk, by.pk)
    if not idea.is_public:
        raise PermissionDenied
    if not supported:
        Support.objects.create(idea=idea, person=by, at=timezone.now())
        _count(idea, 1)


@transaction.atomic
def take_back_support(idea: Idea, *, by: Person) -> None:
    """As if it had never been."""
    hold(by.pk)
    _held(idea.pk, by.pk)
    if Support.objects.filter(idea=idea, person=by).delete()[0]:
        _count(idea, -1)


@prepared
def _held(idea: int, person: int) -> QuerySet[Idea, tuple[str, bool]]:
    """The idea's visibility, and whether she supports it; held, so that two at once are counted one after the other."""
    hers = Support.objects.filter(idea=idea, person=person)
    return Idea.objects.select_for_update().filter(pk=idea).values_list("visibility", Exists(hers))


def _count(idea: Idea, more: int) -> None:
    """Counted on, not anew: an idea with ten thousand supporters takes the next one as fast as the first."""
    Idea.objects.filter(pk=idea.pk).update(supports=F("supports") + more)
    raise_version()
