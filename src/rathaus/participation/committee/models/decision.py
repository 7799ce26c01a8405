"""What came out: decisions and minutes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.documents.models import StoredFile
from rathaus.participation.committee.models.ballot import Ballot
from rathaus.participation.committee.models.meeting import Item, Meeting


class Result(models.TextChoices):
    HIGH = "high", _("angenommen, mit hohem Vorrang")
    PURSUED = "pursued", _("angenommen, wird weiterverfolgt")
    DEFERRED = "deferred", _("zurückgestellt")
    REFERRED = "referred", _("zurückverwiesen")
    REJECTED = "rejected", _("abgelehnt")


ACCEPTING = (Result.HIGH, Result.PURSUED)
POSTPONING = (Result.DEFERRED, Result.REFERRED)


class DecisionQuerySet(models.QuerySet["Decision"]):
    def public(self) -> "DecisionQuerySet":
        return self.filter(item__is_public=True)

    def in_full(self) -> "DecisionQuerySet":
        """With all that its page and its line in a list show."""
        return self.select_related("item__meeting__committee", "item__idea", "ballot", "item__moved_to__meeting")


class Decision(models.Model):
    """The decision (Beschluss) on an item; an item is decided once."""

    number = models.PositiveIntegerField(unique=True)
    item = models.OneToOneField(Item, on_delete=models.PROTECT, related_name="decision")
    ballot = models.OneToOneField(Ballot, null=True, on_delete=models.PROTECT, related_name="decision")
    """Empty where no vote was needed, or where only the result has come down to us."""
    result = models.CharField(max_length=10, choices=Result)
    conditions = models.TextField(max_length=4000, blank=True)
    """One a line."""
    reason = models.TextField(max_length=2000, blank=True)
    """For the public."""
    priority = models.PositiveSmallIntegerField(null=True)
    """Rank among the accepted, 1 first."""
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    is_example = models.BooleanField(default=False)

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.CheckConstraint(
                condition=Q(result__in=["high", "pursued"]) | ~Q(reason=""), name="decision_no_with_a_reason"
            )
        ]

    def get_absolute_url(self) -> str:
        return f"/lenkungskreis/beschluesse/{self.number}/"

    @property
    def tone(self) -> str:
        """How its badge looks."""
        return {Result.REJECTED: "danger", Result.DEFERRED: "warning", Result.REFERRED: "warning"}.get(
            Result(self.result), "success"
        )

    @property
    def condition_list(self) -> list[str]:
        return [line for line in self.conditions.splitlines() if line.strip()]


class Minutes(models.Model):
    """The minutes (Niederschrift) of a meeting: draft, then approved, then published without what is not public."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Entwurf")
        APPROVED = "approved", _("genehmigt")
        PUBLISHED = "published", _("veröffentlicht")

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="minutes")
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    text = models.TextField(max_length=8000, blank=True)
    """Opening, announcements, end; what was said of an item stands with the item."""
    approved_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField(null=True)
    file = models.OneToOneField(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    """The public version as PDF, as it was published."""

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="published") | Q(file__isnull=False, published_at__isnull=False),
                name="minutes_published_with_file",
            )
        ]

    @property
    def is_public(self) -> bool:
        return self.state == self.State.PUBLISHED
