"""What she takes along."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person


class ExportQuerySet(models.QuerySet["Export"]):
    def visible_to(self, person: Person) -> "ExportQuerySet":
        """Hers alone: nobody else ever gets one."""
        return self.filter(person=person)

    def running(self) -> "ExportQuerySet":
        return self.filter(state__in=Export.RUNNING)

    def outdated(self) -> "ExportQuerySet":
        """Nobody may fetch them any more."""
        return self.filter(until__lt=timezone.now())


class Export(models.Model):
    """All that is held about a person, as a ZIP on its way or ready; sealed in the file store under her own key."""

    FOLDER = "exports"

    class State(models.TextChoices):
        WAITING = "waiting", _("wartet")
        WORKING = "working", _("wird zusammengestellt")
        READY = "ready", _("fertig")
        FAILED = "failed", _("nicht gelungen")

    RUNNING = (State.WAITING, State.WORKING)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    percent = models.PositiveSmallIntegerField(default=0)
    size = models.PositiveBigIntegerField(default=0)
    """Bytes of the ZIP."""
    requested_at = models.DateTimeField(default=timezone.now)
    until = models.DateTimeField()
    """How long it can be fetched."""

    objects = ExportQuerySet.as_manager()

    class Meta:
        ordering = ["-requested_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=models.Q(state__in=("waiting", "working")), name="export_one_at_a_time"
            )
        ]

    @property
    def place(self) -> str:
        """Where the sealed ZIP lies in the file store."""
        return f"{self.FOLDER}/{self.id.hex}"

    @property
    def label(self) -> str:
        """What it is sealed as."""
        return f"export:{self.id}"

    @property
    def is_running(self) -> bool:
        return self.state in self.RUNNING

    @property
    def is_ready(self) -> bool:
        """It can be fetched."""
        return self.state == self.State.READY and self.until >= timezone.now()
