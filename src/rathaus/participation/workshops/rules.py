"""Who may do what with workshops and places."""

from rathaus.foundation.accounts.models import Person
from rathaus.participation.ideas.team import is_on_team
from rathaus.participation.workshops.models import Registration


def may_run(by: Person | str) -> bool:
    """The team; ``"system"`` is whoever runs the house."""
    return by == "system" if isinstance(by, str) else is_on_team(by)


def may_give_back(by: Person | str, registration: Registration) -> bool:
    """The team, the person herself, or ``"code"``: who has proved the code of the confirmation."""
    if by == "code" or may_run(by):
        return True
    return isinstance(by, Person) and by.pk == registration.person_id
