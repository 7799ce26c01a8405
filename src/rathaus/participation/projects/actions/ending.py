"""A project ends: with a result, or with a reason."""

from datetime import datetime

from django.db import transaction
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.kept import raise_version
from rathaus.lib.text import clean
from rathaus.participation.ideas.actions import add_station
from rathaus.participation.projects.actions.locking import demand, demand_open, locked
from rathaus.participation.projects.actions.starting import LINK_TEXT
from rathaus.participation.projects.actions.telling import tell_workshops
from rathaus.participation.projects.models import Project, State
from rathaus.participation.projects.rules import may_manage
from rathaus.participation.projects.workflow import CARRIED_OUT, DEFERRED, DROPPED, UNDERWAY, can_be_opened

RESULT_TEXT = "Zum Ergebnis"


@transaction.atomic
def finish_project(
    project: Project,
    result_link: str,
    result_text: str = "",
    *,
    by: Person | str,
    at: datetime | None = None,
    at_text: str = "",
) -> Project:
    """It is carried out, and here one can open it: a place of this house (``/leistungen/…/``) or a https address.

    Its ideas' last station leads there. Raises PermissionDenied, Closed, ValueError for a link that leads nowhere.
    """
    demand(may_manage(by))
    if not can_be_opened(result_link):
        raise ValueError(f"{result_link!r} can't be opened")
    project = locked(project)
    demand_open(project)
    project.state, project.done_at, project.ended_text = State.DONE, at or timezone.now(), at_text
    project.result_link, project.result_text = result_link, clean(result_text)
    project.save(update_fields=["state", "done_at", "ended_text", "result_link", "result_text"])
    _lead_ideas(project, CARRIED_OUT, link=result_link, link_text=project.result_text or RESULT_TEXT)
    raise_version()
    record("project.finished", f"project:{project.slug}", by=by, result=result_link)
    return project


@transaction.atomic
def stop_project(
    project: Project, reason: str, *, by: Person | str, for_now: bool = False, at: datetime | None = None
) -> Project:
    """It ends without a result, for a public reason; ``for_now`` keeps its ideas for another time.

    Raises PermissionDenied, Closed, OutOfOrder without a reason.
    """
    demand(may_manage(by))
    project = locked(project)
    demand_open(project)
    project.state, project.stopped_at, project.stop_reason = State.STOPPED, at or timezone.now(), clean(reason)
    _lead_ideas(
        project,
        DEFERRED if for_now else DROPPED,
        reason=project.stop_reason,
        link=project.get_absolute_url(),
        link_text=LINK_TEXT,
    )
    project.save(update_fields=["state", "stopped_at", "stop_reason"])
    raise_version()
    record("project.stopped", f"project:{project.slug}", by=by)
    return project


def _lead_ideas(project: Project, state: str, *, link: str, link_text: str, reason: str = "") -> None:
    """Ideas that went another way meanwhile are left where they are."""
    ideas = [origin.idea for origin in project.origins.select_related("idea").filter(idea__state=UNDERWAY)]
    for idea in ideas:
        add_station(
            idea,
            state,
            by="system",
            decided_by=project.owner,
            reason=reason,
            link=link,
            link_text=link_text,
            at=project.done_at or project.stopped_at,
            at_text=project.ended_text,
            is_example=project.is_example,
        )
    tell_workshops(ideas)
