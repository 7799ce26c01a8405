"""The owner says how it goes."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.kept import raise_version
from rathaus.foundation.documents.intake import receive
from rathaus.foundation.documents.uploads import Inspected
from rathaus.lib.text import clean
from rathaus.participation.ideas.actions.telling import tell_followers
from rathaus.participation.ideas.content import participation
from rathaus.participation.projects.actions.locking import demand, demand_open, locked
from rathaus.participation.projects.actions.telling import tell_workshops
from rathaus.participation.projects.models import Light, Milestone, Project, ReportFile, StatusReport
from rathaus.participation.projects.rules import may_report, works_for_owner


@transaction.atomic
def report(
    project: Project,
    light: str,
    text: str,
    *,
    by: Person | str,
    files: Sequence[Inspected] = (),
    day: date | None = None,
    day_text: str = "",
    is_example: bool = False,
) -> StatusReport:
    """Tell the public how it goes; whoever cares about its ideas is told. Also of what is done: "after one year".

    Raises PermissionDenied, ValueError for an unknown light.
    """
    project = locked(project)
    demand(may_report(by, project))
    said = StatusReport.objects.create(
        project=project,
        light=Light(light),
        text=clean(text),
        day=day or timezone.localdate(),
        day_text=day_text,
        by=by if isinstance(by, Person) else None,
        signature=_signature(project, by),
        is_example=is_example,
    )
    for one in files:
        ReportFile.objects.create(report=said, file=receive(one, project.key))
    _heard(project, said)
    ideas = [origin.idea for origin in project.origins.select_related("idea")]
    for idea in ideas:
        tell_followers(idea)
    tell_workshops(ideas)
    raise_version()
    record("project.reported", f"project:{project.slug}", by=by, light=said.light)
    return said


@transaction.atomic
def add_milestone(project: Project, title: str, planned_on: date, *, by: Person | str, day_text: str = "") -> Milestone:
    """Promise something by a day. Raises PermissionDenied, Closed."""
    project = locked(project)
    demand(may_report(by, project))
    demand_open(project)
    milestone = Milestone.objects.create(
        project=project, title=clean(title), first_planned_on=planned_on, planned_on=planned_on, day_text=day_text
    )
    raise_version()
    record("project.milestone_added", f"project:{project.slug}", by=by, milestone=milestone.pk)
    return milestone


@transaction.atomic
def move_milestone(milestone: Milestone, planned_on: date, *, by: Person | str) -> Milestone:
    """Promise another day; the first one stays in sight. Raises PermissionDenied, Closed."""
    project, milestone = _to_reach(milestone, by=by)
    milestone.planned_on, milestone.day_text = planned_on, ""
    milestone.save(update_fields=["planned_on", "day_text"])
    raise_version()
    record("project.milestone_moved", f"project:{project.slug}", by=by, milestone=milestone.pk)
    return milestone


@transaction.atomic
def reach_milestone(milestone: Milestone, *, by: Person | str, on: date | None = None) -> Milestone:
    """It is there. Raises PermissionDenied, Closed."""
    project, milestone = _to_reach(milestone, by=by)
    milestone.reached_on = on or timezone.localdate()
    milestone.save(update_fields=["reached_on"])
    raise_version()
    record("project.milestone_reached", f"project:{project.slug}", by=by, milestone=milestone.pk)
    return milestone


def _to_reach(milestone: Milestone, *, by: Person | str) -> tuple[Project, Milestone]:
    project = locked(milestone.project)
    demand(may_report(by, project))
    demand_open(project)
    return project, Milestone.objects.get(pk=milestone.pk)


def _heard(project: Project, said: StatusReport) -> None:
    """The latest report counts, not the one typed last."""
    latest = StatusReport.objects.filter(project=project).first() or said
    project.light, project.heard_on = latest.light, max(latest.day, timezone.localdate(project.started_at))
    project.save(update_fields=["light", "heard_on"])


def _signature(project: Project, by: Person | str) -> str:
    if isinstance(by, Person) and not works_for_owner(by, project):
        return participation().team_name
    return project.office.name if isinstance(by, Person) and project.office else project.owner
