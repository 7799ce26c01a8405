"""Those who care about an idea are told."""

from rathaus.foundation.notifications.actions import announce, tell
from rathaus.participation.ideas.models import Follow, Idea, Support
from rathaus.participation.ideas.tasks import tell_everyone


def tell_followers(idea: Idea, kind: str = "idea") -> None:
    """Author, followers and supporters hear that something happened; by a task that commits with it."""
    somebody = idea.author_id or idea.sealed_contact or idea.supports
    others = Follow.objects.filter(idea=idea), Support.objects.filter(idea=idea), idea.merged.all()
    if somebody or any(rows.exists() for rows in others):
        tell_everyone.enqueue(idea.pk, kind)


def tell_author(idea: Idea, kind: str) -> None:
    """The author alone hears it, with or without an account; an author without any address can't."""
    if idea.author:
        tell(idea.author, kind, path=idea.get_absolute_url())
    elif address := idea.contact:
        announce(address, kind, path=idea.get_absolute_url())
