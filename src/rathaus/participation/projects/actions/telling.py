"""Those who care about a project's ideas hear that something happened."""

from collections.abc import Iterable

from rathaus.participation.ideas.models import Idea
from rathaus.participation.projects.tasks import tell_participants, workshops_of


def tell_workshops(ideas: Iterable[Idea]) -> None:
    """The participants of the ideas' workshops; authors and supporters are told with the ideas' stations."""
    for idea in ideas:
        if workshops_of(idea):
            tell_participants.enqueue(idea.pk)
