"""The card pool: ideas that came by web, mail, phone or paper and wait for their workshop."""

from django.db.models import QuerySet

from rathaus.participation.ideas.content import participation
from rathaus.participation.ideas.models import Idea
from rathaus.participation.ideas.workflow import may_follow
from rathaus.participation.rooms.models import Card, Room

IN_WORKSHOP = "im-workshop"


def pool_of(room: Room) -> QuerySet[Idea]:
    """Public ideas of the workshop's field that may still come into a workshop and lie on none of its tables."""
    waiting = [state for state in participation().states if may_follow(state, IN_WORKSHOP)]
    lying = Card.objects.filter(room=room).exclude(idea=None).values("idea")
    return Idea.objects.public().filter(field=room.workshop.field, state__in=waiting).exclude(pk__in=lying)
