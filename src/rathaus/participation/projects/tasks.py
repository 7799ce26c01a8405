"""Telling those who sat in the workshops of an idea, outside the request that moved it."""

from django_tasks import task

from rathaus.foundation.notifications.actions import announce, tell
from rathaus.participation.ideas.models import Follow, Idea, Support
from rathaus.participation.workshops.models import Registration


@task()
def tell_participants(idea_pk: int) -> None:
    """Announce news of an idea to its workshops' participants; who hears of it as author or supporter is left out."""
    idea = Idea.objects.select_related("key", "author").get(pk=idea_pk)
    seated = Registration.objects.filter(workshop__slug__in=workshops_of(idea)).seated().select_related("key", "person")
    told, addresses = _told_already(idea), {idea.contact}
    for one in seated:
        if one.person_id not in told and one.who["email"] not in addresses:
            addresses.add(one.who["email"])
            _tell(one, idea.get_absolute_url())


def _tell(participant: Registration, path: str) -> None:
    if participant.person:
        tell(participant.person, "idea", path=path)
    else:
        announce(participant.who["email"], "idea", language=participant.language, path=path)


def workshops_of(idea: Idea) -> set[str]:
    """The slugs of the workshops it came from, or was taken to out of the card pool."""
    visited = idea.stations.filter(link__startswith="/workshops/").values_list("link", flat=True)
    return {slug for link in (idea.origin_link, *visited) if (slug := _workshop_at(link))}


def _workshop_at(link: str) -> str:
    _empty, place, slug, *_rest = [*link.split("/"), "", "", ""]
    return slug if place == "workshops" else ""


def _told_already(idea: Idea) -> set[int]:
    people = {idea.author_id} if idea.author_id else set()
    return people.union(*(who.objects.filter(idea=idea).values_list("person", flat=True) for who in (Follow, Support)))
