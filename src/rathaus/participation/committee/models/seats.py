"""The committee and its seats."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person


class Committee(models.Model):
    """The steering committee of this city."""

    slug = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=120)
    about = models.TextField(max_length=2000, blank=True)
    is_example = models.BooleanField(default=False)

    def __str__(self) -> str:
        return self.name


class MemberQuerySet(models.QuerySet["Member"]):
    def in_office(self, day: date) -> "MemberQuerySet":
        return self.filter(Q(until=None) | Q(until__gte=day), since__lte=day)

    def seats(self) -> "MemberQuerySet":
        """Members proper, with or without vote; deputies sit on the seat of somebody else."""
        return self.exclude(role=Member.Role.DEPUTY)

    def voting(self) -> "MemberQuerySet":
        return self.filter(role__in=Member.VOTING)


class Member(models.Model):
    """Somebody on the committee. ``title`` is what the public sees; without ``person`` only the role is known."""

    class Role(models.TextChoices):
        CHAIR = "chair", _("Vorsitz")
        MEMBER = "member", _("Mitglied")
        ADVISORY = "advisory", _("beratend, ohne Stimme")
        DEPUTY = "deputy", _("Stellvertretung")

    VOTING = (Role.CHAIR, Role.MEMBER)

    committee = models.ForeignKey(Committee, on_delete=models.PROTECT, related_name="members")
    title = models.CharField(max_length=120)
    """„Vertretung der Stadtwerke“."""
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    role = models.CharField(max_length=10, choices=Role, default=Role.MEMBER)
    deputy_of = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="deputies")
    since = models.DateField()
    until = models.DateField(null=True, blank=True)
    """The last day of the term."""
    is_example = models.BooleanField(default=False)

    objects = MemberQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="member_term_forward"),
            models.CheckConstraint(
                condition=Q(role="deputy", deputy_of__isnull=False) | ~Q(role="deputy") & Q(deputy_of=None),
                name="member_deputy_of_somebody",
            ),
            models.CheckConstraint(condition=~Q(title=""), name="member_has_title"),
            models.UniqueConstraint(
                fields=["committee", "person"], condition=Q(until=None), name="member_once_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def seat_id(self) -> int:
        """The seat this member or deputy may sit on."""
        return self.deputy_of_id or self.pk
