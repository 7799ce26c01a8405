"""The project, and the ideas it came from."""

from datetime import date, datetime, timedelta

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.offices.models import Membership, Office
from rathaus.foundation.vault.models import Key
from rathaus.participation.ideas.content import Field, participation
from rathaus.participation.ideas.models import Idea
from rathaus.participation.ideas.team import is_on_team

SILENCE = timedelta(days=90)
"""Who has not reported for so long is called silent, and the team is told."""


class State(models.IntegerChoices):
    """Where a project stands; counted so that lists show what is there before what is to come."""

    STOPPED = 1, _("beendet ohne Ergebnis")
    PREPARING = 2, _("in Vorbereitung")
    RUNNING = 3, _("in Arbeit")
    DONE = 4, _("umgesetzt")


OPEN = (State.PREPARING, State.RUNNING)


class Budget(models.TextChoices):
    """What it costs, roughly."""

    UNKNOWN = "", _("nicht bekannt")
    SMALL = "small", _("bis 10.000 €")
    MEDIUM = "medium", _("bis 100.000 €")
    LARGE = "large", _("bis 1 Million €")
    HUGE = "huge", _("mehr als 1 Million €")


class ProjectQuerySet(models.QuerySet["Project"]):
    def visible_at_desk(self, person: Person | AnonymousUser) -> "ProjectQuerySet":
        """What she can work on: everything for the team, for other clerks what their offices own."""
        if not isinstance(person, Person):
            return self.none()
        if is_on_team(person):
            return self
        return self.filter(office__in=Membership.objects.filter(person=person).values("office"))

    def open(self) -> "ProjectQuerySet":
        return self.filter(state__in=OPEN)

    def alarming(self, today: date) -> "ProjectQuerySet":
        """Open ones with a late milestone, or silent for too long."""
        late = Q(milestones__reached_on=None, milestones__planned_on__lt=today)
        return self.open().filter(late | Q(heard_on__lt=today - SILENCE)).distinct()

    def with_result(self, links: list[str]) -> "ProjectQuerySet":
        """Those whose result is one of these places."""
        return self.filter(state=State.DONE, result_link__in=links)

    def owners(self) -> list[str]:
        """Names of all offices and partners that own one, in order."""
        pairs = self.order_by().values_list("office__name", "partner").distinct()
        return sorted({name for pair in pairs for name in pair if name})

    def in_full(self) -> "ProjectQuerySet":
        """With owner, milestones and ideas, as lists show them."""
        return self.select_related("office").prefetch_related("milestones", "origins__idea")


class Project(models.Model):
    """What an office or a partner makes of one or several ideas; public from its first day."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=120)
    goals = models.TextField(max_length=4000)
    office = models.ForeignKey(Office, null=True, on_delete=models.PROTECT, related_name="+")
    """The city's office that owns it; a ``partner`` may stand beside it, or own it alone."""
    partner = models.CharField(max_length=120, blank=True)
    contact = models.CharField(max_length=200, blank=True)
    """An office, its telephone or address; never a private person."""
    field = models.CharField(max_length=40)
    """Slug of the field of action."""
    budget = models.CharField(max_length=10, choices=Budget, default=Budget.UNKNOWN, blank=True)
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")

    state = models.PositiveSmallIntegerField(choices=State, default=State.RUNNING)
    started_at = models.DateTimeField()
    started_text = models.CharField(max_length=60, blank=True)
    """Where the day is not known: „Anfang 2019“; ``ended_text`` likewise."""
    light = models.CharField(max_length=5, blank=True)
    """Of the latest report; empty before the first."""
    heard_on = models.DateField()
    """The day of the latest report, or of the start."""
    done_at = models.DateTimeField(null=True)
    result_link = models.CharField(max_length=300, blank=True)
    """What can be opened now: a place of this house or a https address."""
    result_text = models.CharField(max_length=120, blank=True)
    stopped_at = models.DateTimeField(null=True)
    stop_reason = models.TextField(max_length=2000, blank=True)
    ended_text = models.CharField(max_length=60, blank=True)
    is_example = models.BooleanField(default=False)
    """Invented, or its dates are; shown with a mark."""

    objects = ProjectQuerySet.as_manager()

    class Meta:
        ordering = ["-state", "-pk"]
        indexes = [
            models.Index(fields=["-state", "-id"], name="project_by_state"),
            models.Index(fields=["field", "-state", "-id"], name="project_by_field"),
            models.Index(fields=["result_link"], name="project_by_result"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(office__isnull=False) | ~Q(partner=""), name="project_has_owner"),
            models.CheckConstraint(condition=Q(done_at=None) | ~Q(result_link=""), name="project_done_has_result"),
            models.CheckConstraint(
                condition=Q(state=State.DONE, done_at__isnull=False) | (~Q(state=State.DONE) & Q(done_at=None)),
                name="project_done_has_day",
            ),
            models.CheckConstraint(
                condition=(Q(state=State.STOPPED, stopped_at__isnull=False) & ~Q(stop_reason=""))
                | (~Q(state=State.STOPPED) & Q(stopped_at=None)),
                name="project_stopped_has_reason",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/projekte/{self.slug}/"

    @property
    def desk_url(self) -> str:
        return f"/arbeitsplatz/projekte/{self.slug}/"

    @property
    def owner(self) -> str:
        """Who carries it out, in words."""
        return ", ".join(filter(None, (self.office.name if self.office else "", self.partner)))

    @property
    def field_named(self) -> Field:
        return participation().fields[self.field]

    @property
    def is_open(self) -> bool:
        return self.state in OPEN

    @property
    def ended_at(self) -> datetime | None:
        return self.done_at or self.stopped_at

    @property
    def sign(self) -> str:
        """``done``, ``stopped``, ``silent``, ``new`` (no report yet), or the light of the latest report."""
        if not self.is_open:
            return "done" if self.state == State.DONE else "stopped"
        return "silent" if self.is_silent else self.light or "new"

    @property
    def is_silent(self) -> bool:
        """Still open, and nothing heard for too long."""
        return self.is_open and self.heard_on < timezone.localdate() - SILENCE


class ProjectIdea(models.Model):
    """A project carries out an idea."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="origins")
    idea = models.ForeignKey(Idea, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["project", "idea"], name="project_idea_once")]
