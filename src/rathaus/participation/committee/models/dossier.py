"""What the committee has before it: the nomination of an idea, its feasibility check and the scores."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person
from rathaus.participation.ideas.models import Idea


class Nomination(models.Model):
    """An idea goes before the committee; the profile (Steckbrief) is in the words of who nominates it."""

    idea = models.OneToOneField(Idea, on_delete=models.PROTECT, related_name="+")
    goal = models.TextField(max_length=1000, blank=True)
    benefit = models.TextField(max_length=1000, blank=True)
    partners = models.TextField(max_length=500, blank=True)
    first_steps = models.TextField(max_length=1000, blank=True)
    at = models.DateTimeField()
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["-pk"]

    @property
    def progress(self) -> tuple[int, int]:
        """How many of the evaluators have scored, and how many were asked."""
        asked = list(self.assignments.all())
        return sum(one.done_at is not None for one in asked), len(asked)

    @property
    def team_url(self) -> str:
        return f"/arbeitsplatz/lenkungskreis/dossiers/{self.pk}/"


class FeasibilityCheck(models.Model):
    """Can it be done, how, by whom, at what cost (Machbarkeitsprüfung)."""

    class Way(models.TextChoices):
        OWN = "own", _("eigene Umsetzung")
        COOPERATION = "cooperation", _("Kooperation")
        RESEARCH = "research", _("Forschungsprojekt")

    class Size(models.TextChoices):
        SMALL = "small", _("gering")
        MEDIUM = "medium", _("mittel")
        LARGE = "large", _("hoch")

    class Consent(models.TextChoices):
        NOT_NEEDED = "not_needed", _("nicht nötig")
        ASKED = "asked", _("angefragt")
        GIVEN = "given", _("liegt vor")
        REFUSED = "refused", _("abgelehnt")

    nomination = models.OneToOneField(Nomination, on_delete=models.CASCADE, related_name="check_done")
    way = models.CharField(max_length=12, choices=Way)
    cost = models.CharField(max_length=10, choices=Size)
    effort = models.CharField(max_length=10, choices=Size)
    legal = models.TextField(max_length=1000, blank=True)
    data_protection = models.TextField(max_length=1000, blank=True)
    partner = models.CharField(max_length=200, blank=True)
    consent = models.CharField(max_length=12, choices=Consent, default=Consent.NOT_NEEDED)
    office = models.CharField(max_length=200)
    """Who has checked."""
    text = models.TextField(max_length=4000, blank=True)
    at = models.DateTimeField()
    is_example = models.BooleanField(default=False)


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def visible_to(self, person: Person) -> "AssignmentQuerySet":
        """An evaluator has her own only."""
        return self.filter(person=person)

    def unfinished(self) -> "AssignmentQuerySet":
        return self.filter(done_at=None)


class Assignment(models.Model):
    """Somebody is asked to score an idea; without person it is a replayed one („nachgestellt“)."""

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="assignments")
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    remark = models.TextField(max_length=2000, blank=True)
    """For the committee, not for the public."""
    done_at = models.DateTimeField(null=True)

    objects = AssignmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["nomination", "person"], name="assignment_once")]


class Score(models.Model):
    """Points for one criterion, by its slug."""

    assignment = models.ForeignKey(Assignment, on_delete=models.CASCADE, related_name="scores")
    criterion = models.CharField(max_length=40)
    points = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["assignment", "criterion"], name="score_once_per_criterion"),
            models.CheckConstraint(condition=Q(points__lte=10), name="score_within_reason"),
        ]
