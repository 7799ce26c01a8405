"""What was decided, by whom, when and why."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.inbox.models import Message
from rathaus.portal.cases.models.case import Case


class Decision(models.Model):
    """A decision; never changed afterwards, but for the notice that a task writes. A reopened case gets another one."""

    class Outcome(models.TextChoices):
        APPROVE = "approve", _("bewilligt")
        PARTLY = "partly", _("teilweise bewilligt")
        REJECT = "reject", _("abgelehnt")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="decisions")
    outcome = models.CharField(max_length=10, choices=Outcome)
    choice = models.CharField(max_length=60)
    """Which of the service's decisions it is (``festsetzen``)."""
    label = models.CharField(max_length=200)
    sealed_reasons = models.BinaryField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    notice = models.OneToOneField(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    message = models.OneToOneField(Message, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["at"]

    @property
    def reasons(self) -> str:
        """The plain text of the reasons."""
        return self.case.key.open(self.sealed_reasons, f"reasons:{self.id}").decode()
