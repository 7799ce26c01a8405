"""Who may do what in a room."""

from rathaus.foundation.accounts.models import Person
from rathaus.participation.ideas.team import is_on_team
from rathaus.participation.rooms.models import Card, Participant
from rathaus.participation.workshops.models import Table

Actor = Participant | Person
"""Somebody at a table, or one of the team."""


def may_drive(by: Person) -> bool:
    """Open a room, change its phase, turn cards over, choose ideas."""
    return is_on_team(by)


def may_use(by: Actor, table: Table) -> bool:
    """Lay cards on the board, put them in order, fill in the profile: who sits there; the team everywhere."""
    return by.table_id == table.pk if isinstance(by, Participant) else is_on_team(by)


def may_edit(by: Actor, card: Card) -> bool:
    """Change its words or take it off: its author, from any table; the team. What came as an idea stays as it is."""
    if card.idea_id is not None:
        return False
    return card.participant_id == by.pk if isinstance(by, Participant) else is_on_team(by)


def may_remove(by: Actor, card: Card) -> bool:
    """Its author, and the team."""
    return may_edit(by, card) or (not isinstance(by, Participant) and is_on_team(by))


def may_read(by: Actor | None, card: Card) -> bool:
    """A card that lies face down is read by its author only."""
    return not card.is_hidden or (isinstance(by, Participant) and card.participant_id == by.pk)
