"""Who may do what with an idea."""

from rathaus.foundation.accounts.models import Person
from rathaus.participation.ideas.models import Idea, Visibility
from rathaus.participation.ideas.team import is_on_team


def may_moderate(by: Person | str) -> bool:
    """The team; ``"system"`` is whoever runs the house, or a later stage that has asked its own rule."""
    return by == "system" if isinstance(by, str) else is_on_team(by)


def is_author(by: Person | str, idea: Idea) -> bool:
    """``"claim"`` has proved the code of the claim link."""
    return by == "claim" if isinstance(by, str) else by.pk == idea.author_id


def may_comment(by: Person, idea: Idea) -> bool:
    """Everyone with an account, while it is public."""
    return idea.is_public


def may_change(by: Person | str, idea: Idea) -> bool:
    """Its author, while it can be seen and nobody has dealt with it."""
    return is_author(by, idea) and idea.answered_at is None and idea.visibility in _IN_PLAY


def may_claim(by: Person, idea: Idea) -> bool:
    """Nobody has it yet."""
    return idea.author_id is None


def may_appeal(by: Person | str, idea: Idea) -> bool:
    """The author of a hidden idea, once at a time."""
    hidden = idea.visibility == Visibility.HIDDEN
    return hidden and is_author(by, idea) and not idea.appeals.filter(answered_at=None).exists()


_IN_PLAY = (Visibility.WAITING, Visibility.PUBLIC)
