"""Before a project is changed: it is locked, and the actor may."""

from django.core.exceptions import PermissionDenied

from rathaus.participation.projects.models import Project


class Closed(Exception):
    """The project has ended, or a colleague was faster."""


def locked(project: Project) -> Project:
    """The project as it is now; others wait until the transaction ends."""
    # Not joined with its office: PostgreSQL locks no row that an outer join may lack.
    return Project.objects.select_for_update().get(pk=project.pk)


def demand(allowed: bool) -> None:
    """Raises PermissionDenied."""
    if not allowed:
        raise PermissionDenied


def demand_open(project: Project) -> None:
    """Raises Closed."""
    if not project.is_open:
        raise Closed(project.slug)
