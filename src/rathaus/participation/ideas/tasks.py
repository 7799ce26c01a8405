"""Telling everyone who cares about an idea, outside the request that moved it."""

from django.db.models import Q
from django_tasks import task

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.notifications.actions import announce
from rathaus.participation.ideas.models import Follow, Idea, Support


@task()
def tell_everyone(idea_pk: int, kind: str) -> None:
    """Announce news of ``kind`` (see ``notifications.wording``) to author, followers and supporters, each once."""
    idea = Idea.objects.select_related("author", "key").get(pk=idea_pk)
    for address in sorted(_addresses(idea)):
        announce(address, kind, path=idea.get_absolute_url())


def _addresses(idea: Idea) -> set[str]:
    following = Q(pk__in=Follow.objects.filter(idea=idea).values("person"))
    supporting = Q(pk__in=Support.objects.filter(idea=idea).values("person"))
    people = Person.objects.filter(following | supporting, is_active=True)
    addresses = set(people.values_list("email", flat=True))
    authors = [idea, *idea.merged.filter(author=None).select_related("key")]
    return (addresses | {each.author_address for each in authors}) - {""}
