"""Telling everyone who cares about an idea, outside the request that moved it."""

from django.db.models import Q, QuerySet
from django_tasks import task

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.notifications.actions import announce, tell
from rathaus.participation.ideas.models import Follow, Idea, Support


@task()
def tell_everyone(idea_pk: int, kind: str) -> None:
    """Announce news of ``kind`` (see ``notifications.wording``) to author, followers and supporters, each once."""
    idea = Idea.objects.select_related("key").get(pk=idea_pk)
    people = list(_people(idea).order_by("pk"))
    for person in people:
        tell(person, kind, path=idea.get_absolute_url())
    for address in sorted(_guests(idea) - {person.email for person in people}):
        announce(address, kind, path=idea.get_absolute_url())


def _people(idea: Idea) -> QuerySet[Person]:
    following = Q(pk__in=Follow.objects.filter(idea=idea).values("person"))
    supporting = Q(pk__in=Support.objects.filter(idea=idea).values("person"))
    return Person.objects.filter(following | supporting | Q(pk=idea.author_id))


def _guests(idea: Idea) -> set[str]:
    merged = idea.merged.filter(author=None).select_related("key")
    return {each.contact for each in (idea, *merged) if not each.author_id} - {""}
