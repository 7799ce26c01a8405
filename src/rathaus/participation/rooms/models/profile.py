"""A table's idea profile (Steckbrief), filled in by many hands."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from rathaus.participation.ideas.models import Idea
from rathaus.participation.rooms.models.room import Participant, Room
from rathaus.participation.workshops.models import Table


class Question(models.TextChoices):
    """What a profile asks, in its order."""

    TITLE = "title", _("Name der Idee")
    GOAL = "goal", _("Ziel")
    BENEFIT = "benefit", _("Nutzen")
    AUDIENCE = "audience", pgettext_lazy("Steckbrief", "Für wen")
    STEPS = "steps", _("Erste Schritte")
    PARTNERS = "partners", _("Wer hilft")
    OBSTACLES = "obstacles", _("Was im Weg steht")


LONGEST = 600
LONGEST_TITLE = 120


class Profile(models.Model):
    """One for each table."""

    room = models.ForeignKey(Room, on_delete=models.CASCADE, related_name="profiles")
    table = models.OneToOneField(Table, on_delete=models.CASCADE, related_name="+")
    became = models.OneToOneField(Idea, null=True, on_delete=models.PROTECT, related_name="+")
    """What was made of it."""


class Answer(models.Model):
    """One field of a profile; ``revision`` says which wording a writer had before her."""

    profile = models.ForeignKey(Profile, on_delete=models.CASCADE, related_name="answers")
    question = models.CharField(max_length=10, choices=Question)
    text = models.CharField(max_length=LONGEST, blank=True)
    revision = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["profile", "question"], name="answer_once_in_profile")]


class Version(models.Model):
    """A wording that somebody else wrote over without having seen it; it lies beside the answer until settled."""

    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="versions")
    text = models.CharField(max_length=LONGEST)
    participant = models.ForeignKey(Participant, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
