"""All that changes a project."""

from rathaus.participation.projects.actions.changing import begin, change
from rathaus.participation.projects.actions.ending import finish_project, stop_project
from rathaus.participation.projects.actions.locking import Closed
from rathaus.participation.projects.actions.reporting import add_milestone, move_milestone, reach_milestone, report
from rathaus.participation.projects.actions.starting import (
    Details,
    NewMilestone,
    NewProject,
    NotAccepted,
    start_project,
)

__all__ = [
    "Closed",
    "Details",
    "NewMilestone",
    "NewProject",
    "NotAccepted",
    "add_milestone",
    "begin",
    "change",
    "finish_project",
    "move_milestone",
    "reach_milestone",
    "report",
    "start_project",
    "stop_project",
]
