"""A workshop and its tables."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rathaus.participation.ideas.content import Field, participation
from rathaus.participation.workshops.models.series import Series

REMIND_BEFORE = timedelta(days=2)


class Group(models.TextChoices):
    """For whom seats are kept."""

    CITIZENS = "citizens", _("Bürgerinnen und Bürger")
    BUSINESS = "business", _("Wirtschaft")
    ADMINISTRATION = "administration", _("Verwaltung")


class State(models.TextChoices):
    """How far a workshop has come."""

    PLANNED = "planned", _("geplant")
    OPEN = "open", _("Anmeldung offen")
    CLOSED = "closed", _("Anmeldung geschlossen")
    HELD = "held", _("hat stattgefunden")
    CANCELLED = "cancelled", _("abgesagt")


class WorkshopQuerySet(models.QuerySet["Workshop"]):
    def coming(self, now: datetime | None = None) -> "WorkshopQuerySet":
        """Those that still will be, the next one first."""
        return self.filter(ends_at__gte=now or timezone.now()).exclude(state=State.CANCELLED).order_by("starts_at")


class Workshop(models.Model):
    """Two and a half hours at small tables on one field of action; every workshop is public."""

    series = models.ForeignKey(Series, on_delete=models.PROTECT, related_name="workshops")
    slug = models.SlugField(max_length=60, unique=True)
    number = models.PositiveSmallIntegerField()
    """Its place in the series: 1 of 7."""
    field = models.CharField(max_length=40)
    """Slug of the field of action."""
    title = models.CharField(max_length=120)
    about = models.TextField(max_length=4000, blank=True)
    programme = models.TextField(max_length=4000, blank=True)
    """One line each: „16:00 Begrüßung“."""
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.CharField(max_length=200, blank=True)
    online_link = models.URLField(max_length=300, blank=True)
    """Shown only to those who have a seat."""
    leaders = models.TextField(max_length=600, blank=True)
    """One line each, „Stadt Duisburg: Digitaldezernent Murrack“; named only where that is a public fact."""
    facilitator = models.CharField(max_length=200, blank=True)
    seats_citizens = models.PositiveSmallIntegerField(default=20)
    seats_business = models.PositiveSmallIntegerField(default=20)
    seats_administration = models.PositiveSmallIntegerField(default=20)
    register_by = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    reason = models.CharField(max_length=300, blank=True)
    """Why it was moved or cancelled, public."""
    sequence = models.PositiveSmallIntegerField(default=0)
    """How often what calendars know of it has changed (RFC 5545, SEQUENCE)."""
    reminded_at = models.DateTimeField(null=True)

    documentation = models.TextField(max_length=20000, blank=True)
    """What became of it, in the city's words."""
    participants = models.TextField(max_length=600, blank=True)
    """Who came, by group, where it was not counted here: „mehr als 55 Personen“."""
    is_example = models.BooleanField(default=False)

    objects = WorkshopQuerySet.as_manager()

    class Meta:
        ordering = ["series", "number"]
        constraints = [
            models.UniqueConstraint(fields=["series", "number"], name="workshop_number_in_series"),
            models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="workshop_ends_after_start"),
            models.CheckConstraint(condition=Q(register_by__lte=F("starts_at")), name="workshop_registers_before"),
        ]
        indexes = [models.Index(fields=["state", "starts_at"], name="workshop_by_state")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/workshops/{self.slug}/"

    @property
    def team_url(self) -> str:
        return f"/arbeitsplatz/workshops/{self.slug}/"

    @property
    def field_named(self) -> Field:
        return participation().fields[self.field]

    @property
    def quotas(self) -> dict[str, int]:
        """Seats by group."""
        return {group: getattr(self, f"seats_{group}") for group in Group.values}

    @property
    def capacity(self) -> int:
        return sum(self.quotas.values())

    @property
    def is_open(self) -> bool:
        """One can register: for the draw or a seat until the deadline, afterwards for what is left."""
        return self.state in (State.OPEN, State.CLOSED) and timezone.now() < self.starts_at

    @property
    def is_before_deadline(self) -> bool:
        return timezone.now() < self.register_by

    @property
    def is_over(self) -> bool:
        """Nobody needs a seat any more."""
        return self.state in (State.HELD, State.CANCELLED) or timezone.now() >= self.starts_at

    @property
    def reminds_now(self) -> bool:
        """Its day is near, and nobody was reminded yet."""
        near = timezone.now() >= self.starts_at - REMIND_BEFORE
        return near and self.reminded_at is None and self.state in (State.OPEN, State.CLOSED) and not self.is_over

    @property
    def is_cancelled(self) -> bool:
        return self.state == State.CANCELLED

    @property
    def leader_lines(self) -> list[tuple[str, str]]:
        """``[("Stadt Duisburg", "Digitaldezernent Murrack"), …]``; the first is empty where a line has no colon."""
        parts = [line.rpartition(": ") for line in self.leaders.splitlines() if line.strip()]
        return [(role.strip(), name.strip()) for role, _colon, name in parts]


class Table(models.Model):
    """A table (Themen-Tisch) with its theme."""

    workshop = models.ForeignKey(Workshop, on_delete=models.CASCADE, related_name="tables")
    number = models.PositiveSmallIntegerField()
    theme = models.CharField(max_length=120)
    seats = models.PositiveSmallIntegerField(default=10)
    is_example = models.BooleanField(default=False)
    """Its theme is invented."""

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["workshop", "number"], name="table_number_in_workshop")]

    def __str__(self) -> str:
        return self.theme
