"""Those who care about an idea are told."""

from rathaus.participation.ideas.models import Follow, Idea, Support
from rathaus.participation.ideas.tasks import tell_everyone


def tell_followers(idea: Idea, kind: str = "idea") -> None:
    """Author, followers and supporters hear that something happened; by a task that commits with it."""
    somebody = idea.author_id or idea.sealed_contact or idea.supports
    if somebody or any(who.objects.filter(idea=idea).exists() for who in (Follow, Support)):
        tell_everyone.enqueue(idea.pk, kind)
