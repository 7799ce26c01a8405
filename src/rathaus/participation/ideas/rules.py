"""Who may do what with an idea."""

from rathaus.foundation.accounts.models import Person
from rathaus.participation.ideas.models import Idea
from rathaus.participation.ideas.team import is_on_team


def may_moderate(by: Person | str) -> bool:
    """The team; ``"system"`` is whoever runs the house, or a later stage that has asked its own rule."""
    return by == "system" if isinstance(by, str) else is_on_team(by)


def may_change(by: Person | str, idea: Idea) -> bool:
    """Its author while nobody has dealt with it; the team always. ``"claim"`` has proved the code of the claim link."""
    if may_moderate(by):
        return True
    own = by == "claim" if isinstance(by, str) else by.pk == idea.author_id
    return own and idea.answered_at is None
