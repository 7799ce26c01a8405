"""What is said of a project is put right; work begins."""

from django.db import transaction

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.kept import raise_version
from rathaus.participation.projects.actions.locking import demand, demand_open, locked
from rathaus.participation.projects.actions.starting import Details
from rathaus.participation.projects.models import Project, State
from rathaus.participation.projects.rules import may_manage


@transaction.atomic
def change(project: Project, to: Details, *, by: Person | str) -> Project:
    """Say it anew; the address stays. Raises PermissionDenied."""
    demand(may_manage(by))
    project = locked(project)
    columns = to.as_columns()
    changed = [name for name, value in columns.items() if getattr(project, name) != value]
    for name in changed:
        setattr(project, name, columns[name])
    if changed:
        project.save(update_fields=changed)
        raise_version()
        record("project.changed", f"project:{project.slug}", by=by, fields=changed)
    return project


@transaction.atomic
def begin(project: Project, *, by: Person | str) -> Project:
    """Preparation is over: somebody works on it. Raises PermissionDenied, Closed."""
    demand(may_manage(by))
    project = locked(project)
    demand_open(project)
    project.state = State.RUNNING
    project.save(update_fields=["state"])
    raise_version()
    record("project.begun", f"project:{project.slug}", by=by)
    return project
