"""How far a project is: milestones and status reports."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.documents.models import StoredFile
from rathaus.participation.projects.models.project import Project


class Light(models.TextChoices):
    """How it goes."""

    GOOD = "good", _("im Plan")
    SLOW = "slow", _("später als geplant")
    STUCK = "stuck", _("steht")


class Milestone(models.Model):
    """What should be there by when."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="milestones")
    title = models.CharField(max_length=120)
    first_planned_on = models.DateField()
    """The day once promised; ``planned_on`` is the day in force."""
    planned_on = models.DateField()
    reached_on = models.DateField(null=True)
    day_text = models.CharField(max_length=60, blank=True)
    """Where the day is not known: „August 2020“."""

    class Meta:
        ordering = ["planned_on", "pk"]
        indexes = [
            models.Index(fields=["planned_on"], condition=models.Q(reached_on=None), name="milestone_to_come"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_late(self) -> bool:
        return self.reached_on is None and self.planned_on < timezone.localdate()

    @property
    def was_moved(self) -> bool:
        return self.planned_on != self.first_planned_on


class StatusReport(models.Model):
    """What the owner says publicly of the state of the project."""

    project = models.ForeignKey(Project, on_delete=models.CASCADE, related_name="reports")
    light = models.CharField(max_length=5, choices=Light)
    text = models.TextField(max_length=4000)
    day = models.DateField()
    day_text = models.CharField(max_length=60, blank=True)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    signature = models.CharField(max_length=200)
    """As shown: an office or organisation, never a person."""
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["-day", "-pk"]


class ReportFile(models.Model):
    """A photo or document of a report."""

    report = models.ForeignKey(StatusReport, on_delete=models.CASCADE, related_name="files")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["pk"]

    @property
    def is_picture(self) -> bool:
        return self.file.content_type.startswith("image/")
