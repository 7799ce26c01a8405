"""An accepted idea, or several, become a project."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.text import slugify

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.design.kept import raise_version
from rathaus.foundation.offices.models import Office
from rathaus.foundation.vault.actions import create_key
from rathaus.lib.text import clean, fold
from rathaus.participation.ideas.actions import add_station
from rathaus.participation.ideas.content import participation
from rathaus.participation.ideas.models import Idea
from rathaus.participation.projects.actions.locking import demand
from rathaus.participation.projects.actions.telling import tell_workshops
from rathaus.participation.projects.models import Budget, Milestone, Project, ProjectIdea, State
from rathaus.participation.projects.rules import may_manage
from rathaus.participation.projects.workflow import UNDERWAY, accepted

LINK_TEXT = "Zum Projekt"


class NotAccepted(Exception):
    """One of the ideas was not accepted, is carried out already, or none was named."""


@dataclass(frozen=True)
class Details:
    """What can be changed later. ``field`` is a slug of the city's table; an office, a partner or both own it."""

    title: str
    goals: str
    field: str
    office: Office | None = None
    partner: str = ""
    contact: str = ""
    budget: str = Budget.UNKNOWN

    def as_columns(self) -> dict[str, object]:
        """As the model's columns, cleaned. Raises KeyError for an unknown field of action."""
        return {
            "title": clean(self.title),
            "goals": clean(self.goals),
            "field": participation().fields[self.field].slug,
            "office": self.office,
            "partner": clean(self.partner),
            "contact": clean(self.contact),
            "budget": self.budget,
        }


@dataclass(frozen=True)
class NewMilestone:
    """``reached_on`` where it lies behind us already; ``day_text`` where only a month is known."""

    title: str
    planned_on: date
    reached_on: date | None = None
    day_text: str = ""


@dataclass(frozen=True, kw_only=True)
class NewProject(Details):
    """What a project begins with."""

    slug: str = ""
    """Made from the title if empty; raises IntegrityError if another project has it."""
    preparing: bool = False
    """Decided, but nobody works on it yet; see ``begin``."""
    milestones: tuple[NewMilestone, ...] = ()
    is_example: bool = False


@transaction.atomic
def start_project(
    ideas: Idea | Iterable[Idea], new: NewProject, *, by: Person | str, at: datetime | None = None, at_text: str = ""
) -> Project:
    """Start a project of accepted ideas; each gets a station that leads to it, its author and supporters are told.

    Raises PermissionDenied, NotAccepted.
    """
    demand(may_manage(by))
    origins = _accepted([ideas] if isinstance(ideas, Idea) else ideas)
    moment = at or timezone.now()
    project = Project.objects.create(
        slug=new.slug or _free_slug(new.title),
        key=create_key(),
        state=State.PREPARING if new.preparing else State.RUNNING,
        started_at=moment,
        started_text=at_text,
        heard_on=timezone.localdate(moment),
        is_example=new.is_example,
        **new.as_columns(),
    )
    ProjectIdea.objects.bulk_create(ProjectIdea(project=project, idea=idea) for idea in origins)
    Milestone.objects.bulk_create(_milestone(project, one) for one in new.milestones)
    for idea in origins:
        add_station(
            idea,
            UNDERWAY,
            by="system",
            decided_by=project.owner,
            link=project.get_absolute_url(),
            link_text=LINK_TEXT,
            at=moment,
            at_text=at_text,
            is_example=new.is_example,
        )
    tell_workshops(origins)
    raise_version()
    record("project.started", f"project:{project.slug}", by=by, ideas=[idea.number for idea in origins])
    return project


def _accepted(ideas: Iterable[Idea]) -> list[Idea]:
    wanted = {idea.pk for idea in ideas}
    found = list(Idea.objects.select_for_update().filter(pk__in=wanted, state__in=accepted()).order_by("pk"))
    if not found or len(found) != len(wanted):
        raise NotAccepted
    return found


def _milestone(project: Project, new: NewMilestone) -> Milestone:
    return Milestone(
        project=project,
        title=clean(new.title),
        first_planned_on=new.planned_on,
        planned_on=new.planned_on,
        reached_on=new.reached_on,
        day_text=new.day_text,
    )


def _free_slug(title: str) -> str:
    wanted = slugify(fold(title))[:70].strip("-") or "projekt"
    taken = set(Project.objects.filter(slug__startswith=wanted).values_list("slug", flat=True))
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return wanted if wanted not in taken else next(slug for slug in numbered if slug not in taken)
