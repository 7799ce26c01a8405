"""Records of moderation: what was done and why, reports, appeals, merges."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person
from rathaus.participation.ideas.models.idea import Idea
from rathaus.participation.ideas.models.people import Comment


class Moderation(models.Model):
    """One line of the log."""

    class Verb(models.TextChoices):
        PUBLISHED = "published", _("veröffentlicht")
        CHECKED = "checked", _("geprüft")
        HIDDEN = "hidden", _("verborgen")
        SHOWN = "shown", _("wieder gezeigt")
        EDITED = "edited", _("geändert")
        MERGED = "merged", _("zusammengeführt")
        UNMERGED = "unmerged", _("wieder getrennt")
        SPLIT = "split", _("geteilt")
        ANSWERED = "answered", _("beantwortet")
        SETTLED = "settled", _("Meldung geprüft")
        REVIEWED = "reviewed", _("Einspruch geprüft")

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="moderations")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.SET_NULL, related_name="+")
    verb = models.CharField(max_length=10, choices=Verb)
    reason = models.TextField(max_length=1000, blank=True)
    before = models.JSONField(default=dict)
    """What an edit replaced, by field; empty where it is better forgotten."""
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["-at", "-id"], name="moderation_latest")]


class ReportQuerySet(models.QuerySet["Report"]):
    def open(self) -> "ReportQuerySet":
        """Nobody has looked at them yet."""
        return self.filter(settled_at=None)


class Report(models.Model):
    """Somebody says that something is wrong with an idea or comment."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="reports")
    comment = models.ForeignKey(Comment, null=True, on_delete=models.CASCADE, related_name="+")
    reason = models.TextField(max_length=1000)
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    justified = models.BooleanField(null=True)
    """What the team found; None while nobody has looked."""

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["at"], condition=models.Q(settled_at=None), name="report_open")]


class AppealQuerySet(models.QuerySet["Appeal"]):
    def open(self) -> "AppealQuerySet":
        """Nobody has answered them yet."""
        return self.filter(answered_at=None)


class Appeal(models.Model):
    """The author does not agree that her idea was hidden."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="appeals")
    text = models.TextField(max_length=2000)
    at = models.DateTimeField()
    answer = models.TextField(max_length=2000, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    granted = models.BooleanField(null=True)
    """None while nobody has answered."""

    objects = AppealQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["at"], condition=models.Q(answered_at=None), name="appeal_open")]


class Merge(models.Model):
    """A duplicate went into another idea; ``moved`` says which rows went along, so that it can be undone.

    ``{"supports": [pk, …], "follows": […], "comments": […], "merged": [pk of ideas], "made": [pk of follows made for
    it], "visibility": "public", "checked": true}``
    """

    duplicate = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="+")
    into = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="merges")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    moved = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["duplicate"], condition=models.Q(undone_at=None), name="merge_once_at_a_time"
            )
        ]
