"""Who may do what with a project."""

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.offices.models import Membership
from rathaus.participation.ideas.rules import may_moderate
from rathaus.participation.projects.models import Project, State


def may_manage(by: Person | str) -> bool:
    """Starting, changing, ending: the team; ``"system"`` is whoever runs the house, or a later stage."""
    return may_moderate(by)


def may_report(by: Person | str, project: Project) -> bool:
    """Reports and milestones: the staff of the owning office as well; of what was stopped nothing is told any more."""
    if project.state == State.STOPPED:
        return False
    return may_manage(by) or (isinstance(by, Person) and works_for_owner(by, project))


def works_for_owner(person: Person, project: Project) -> bool:
    """Whether she is on the staff of the office that owns it."""
    return project.office_id is not None and Membership.objects.filter(person=person, office=project.office_id).exists()
