"""Telling those who sat in the workshop from which an idea came, outside the request that moved it."""

from django_tasks import task

from rathaus.foundation.notifications.actions import announce
from rathaus.participation.ideas.models import Follow, Idea, Support
from rathaus.participation.workshops.models import Registration, Workshop


@task()
def tell_participants(idea_pk: int) -> None:
    """Announce news of an idea to the workshop's participants; who hears of it as author or supporter is left out."""
    idea = Idea.objects.select_related("key", "author").get(pk=idea_pk)
    workshop = Workshop.objects.filter(slug=workshop_of(idea)).first()
    seated = Registration.objects.filter(workshop=workshop).seated().select_related("key")
    told = _told_already(idea)
    for one in seated:
        if one.person_id not in told and one.who["email"] != idea.contact:
            announce(one.who["email"], "idea", language=one.language, path=idea.get_absolute_url())


def workshop_of(idea: Idea) -> str:
    """The slug of the workshop it came from; empty if it came another way."""
    _empty, place, slug, *_rest = [*idea.origin_link.split("/"), "", "", ""]
    return slug if place == "workshops" else ""


def _told_already(idea: Idea) -> set[int]:
    people = {idea.author_id} if idea.author_id else set()
    return people.union(*(who.objects.filter(idea=idea).values_list("person", flat=True) for who in (Follow, Support)))
