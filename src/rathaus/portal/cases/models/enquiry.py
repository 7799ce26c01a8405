"""What the citizen was asked, and by when she should answer."""

from django.db import models
from django.utils import timezone

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.inbox.models import Message
from rathaus.portal.cases.models.case import Case


class EnquiryQuerySet(models.QuerySet["Enquiry"]):
    def open(self) -> "EnquiryQuerySet":
        """Neither answered nor withdrawn."""
        return self.filter(answered_at=None, withdrawn_at=None)


class Enquiry(models.Model):
    """A question to the citizen (Rückfrage); its text is the message's."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="enquiries")
    message = models.OneToOneField(Message, on_delete=models.PROTECT, related_name="+")
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_at = models.DateTimeField()
    deadline = models.DateField()
    reminded_at = models.DateTimeField(null=True)
    answered_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    objects = EnquiryQuerySet.as_manager()

    class Meta:
        ordering = ["asked_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(answered_at=None, withdrawn_at=None),
                name="enquiry_one_open_per_case",
            )
        ]

    @property
    def days_left(self) -> int:
        """Days until the deadline; negative when it has passed."""
        return (self.deadline - timezone.localdate()).days
