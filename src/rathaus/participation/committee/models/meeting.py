"""Meetings, agenda and presence. A circular resolution is a meeting without a room: it has a deadline instead."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.vault.models import Key
from rathaus.participation.committee.models.seats import Committee, Member
from rathaus.participation.ideas.models import Idea


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def announced(self) -> "MeetingQuerySet":
        """What the public and the members may know of: all but those still being prepared."""
        return self.exclude(state=Meeting.State.PLANNED)


class Meeting(models.Model):
    """One meeting; known to the public by its day (``slug``)."""

    class Kind(models.TextChoices):
        ROOM = "room", _("Sitzung")
        CIRCULAR = "circular", _("Umlaufverfahren")

    class State(models.TextChoices):
        PLANNED = "planned", _("in Vorbereitung")
        INVITED = "invited", _("eingeladen")
        RUNNING = "running", _("läuft")
        CLOSED = "closed", _("beendet")

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="meetings")
    number = models.PositiveIntegerField()
    slug = models.SlugField(max_length=30, unique=True)
    """``2019-01-21``, a second one on that day ``2019-01-21-2``."""
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.ROOM)
    starts_at = models.DateTimeField()
    deadline = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    note = models.TextField(max_length=2000, blank=True)
    """What the public should know of it: „Bericht im Rat am …“."""
    state = models.CharField(max_length=10, choices=State, default=State.PLANNED)
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True)
    is_example = models.BooleanField(default=False)
    """Agenda, votes and wording are invented („nachgestellt“)."""

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["committee", "number"], name="meeting_number"),
            models.CheckConstraint(
                condition=Q(kind="circular", deadline__isnull=False) | Q(kind="room", deadline=None),
                name="meeting_circular_has_deadline",
            ),
        ]
        indexes = [models.Index(fields=["committee", "-number"], name="meeting_newest")]

    def __str__(self) -> str:
        return self.slug

    def get_absolute_url(self) -> str:
        return f"/lenkungskreis/sitzungen/{self.slug}/"

    @property
    def team_url(self) -> str:
        return f"/arbeitsplatz/lenkungskreis/sitzungen/{self.slug}/"

    @property
    def is_running(self) -> bool:
        return self.state == self.State.RUNNING

    @property
    def is_circular(self) -> bool:
        return self.kind == self.Kind.CIRCULAR


class Item(models.Model):
    """An agenda item (Tagesordnungspunkt); of one that is not public, the public learns only that there is one."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    idea = models.ForeignKey(Idea, null=True, on_delete=models.PROTECT, related_name="+")
    is_public = models.BooleanField(default=True)
    proposal = models.TextField(max_length=4000, blank=True)
    """What is put to the vote (Beschlussvorschlag)."""
    minutes = models.TextField(max_length=8000, blank=True)
    """What the minutes say of it."""
    moved_from = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="moved_to")
    """The item of an earlier meeting that was deferred or referred to this one."""

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "position"], name="item_position"),
            models.UniqueConstraint(fields=["meeting", "idea"], name="item_idea_once_per_meeting"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def team_url(self) -> str:
        return f"/arbeitsplatz/lenkungskreis/punkte/{self.pk}/"


class Attachment(models.Model):
    """A paper for a meeting or one of its items, sealed under the meeting's key; public with its public item."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attachments")
    item = models.ForeignKey(Item, null=True, on_delete=models.CASCADE, related_name="attachments")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]


class Attendance(models.Model):
    """A seat is taken: by its member or by a deputy of that member (see ``guards.py``), one of them at a time."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="attendances")
    seat = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")
    present = models.ForeignKey(Member, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["seat"]
        constraints = [models.UniqueConstraint(fields=["meeting", "seat"], name="attendance_one_per_seat")]
