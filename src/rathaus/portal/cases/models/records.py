"""Who had the case, what staff noted, what happened."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.representation.party import signature
from rathaus.portal.cases.models.case import Case


class Assignment(models.Model):
    """Who had the case from when to when."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="assignments")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(ended_at=None), name="assignment_one_running_per_case"
            )
        ]


class Note(models.Model):
    """A note for colleagues; citizens never see it in the portal."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    sealed_text = models.BinaryField()

    class Meta:
        ordering = ["at"]

    @property
    def text(self) -> str:
        return self.case.key.open(self.sealed_text, f"note:{self.id}").decode()


class Happening(models.Model):
    """One line of the history; ``revision`` is that of the case after it."""

    class Verb(models.TextChoices):
        OPENED = "opened", _("Eingegangen")
        TAKEN = "taken", _("Übernommen")
        ASSIGNED = "assigned", _("Zugewiesen")
        RELEASED = "released", _("Abgegeben")
        ASKED = "asked", _("Rückfrage gestellt")
        REMINDED = "reminded", _("An die Rückfrage erinnert")
        ANSWERED = "answered", _("Antwort eingegangen")
        WITHDRAWN = "withdrawn", _("Rückfrage zurückgezogen")
        WROTE = "wrote", _("Nachricht geschrieben")
        RECEIVED = "received", _("Nachricht eingegangen")
        NOTED = "noted", _("Notiz geschrieben")
        DECIDED = "decided", _("Entschieden")
        NOTIFIED = "notified", _("Bescheid zugestellt")
        CLOSED = "closed", _("Abgeschlossen")
        REOPENED = "reopened", _("Wieder aufgenommen")

    FROM_APPLICANT = (Verb.OPENED, Verb.ANSWERED, Verb.RECEIVED)

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="happenings")
    verb = models.CharField(max_length=12, choices=Verb)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    whom = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    """To whom it was assigned."""
    public = models.BooleanField()
    """Whether the citizen sees it."""
    revision = models.PositiveIntegerField()

    class Meta:
        ordering = ["revision"]
        constraints = [models.UniqueConstraint(fields=["case", "revision"], name="happening_once_per_revision")]

    @property
    def who(self) -> str:
        """Who did it; what came from the applicant's side names her, too: ``Bernd Schäfer für Anna Kowalski``."""
        applicant = self.case.application.person
        if self.by and applicant and self.verb in self.FROM_APPLICANT:
            return signature(self.by, applicant)
        return str(self.by or "")

    @property
    def is_for_another(self) -> bool:
        """Somebody did it for the applicant."""
        both = self.by_id is not None and self.case.person_id is not None
        return both and self.verb in self.FROM_APPLICANT and self.by_id != self.case.person_id
