"""Projects, where they come from, and what is told of them."""

from rathaus.participation.projects.models.progress import Light, Milestone, ReportFile, StatusReport
from rathaus.participation.projects.models.project import Budget, Project, ProjectIdea, State

__all__ = ["Budget", "Light", "Milestone", "Project", "ProjectIdea", "ReportFile", "State", "StatusReport"]
