"""The stations of an idea's way."""

from django.db import models

from rathaus.foundation.accounts.models import Person
from rathaus.participation.ideas.content import State, participation
from rathaus.participation.ideas.models.idea import Idea


class Station(models.Model):
    """One step: reached when, decided by whom, why, and where to read on."""

    idea = models.ForeignKey(Idea, on_delete=models.CASCADE, related_name="stations")
    state = models.CharField(max_length=40)
    at = models.DateTimeField()
    at_text = models.CharField(max_length=60, blank=True)
    """Where the day is not known: „Herbst 2018“."""
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_by = models.CharField(max_length=200)
    """As shown: an office, a committee, a workshop; never a private person."""
    reason = models.TextField(max_length=2000, blank=True)
    link = models.CharField(max_length=300, blank=True)
    """Where to read on, a place of this house or a https address; ``link_text`` says what is there."""
    link_text = models.CharField(max_length=120, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["state", "at"], name="station_by_state")]

    @property
    def state_named(self) -> State:
        return participation().states[self.state]
