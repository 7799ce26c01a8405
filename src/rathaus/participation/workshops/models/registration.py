"""Who comes: a registration, its place, its tables."""

from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.vault.models import Key
from rathaus.participation.ideas.team import is_on_team
from rathaus.participation.workshops.models.workshop import Group, Table, Workshop


class Standing(models.TextChoices):
    """What a registration has come to."""

    REQUESTED = "requested", _("nimmt an der Auslosung teil")
    SEATED = "seated", _("hat einen Platz")
    WAITING = "waiting", _("steht auf der Warteliste")
    GIVEN_BACK = "given_back", _("zurückgegeben")


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def visible_to(self, person: Person | AnonymousUser) -> "RegistrationQuerySet":
        """All for the team; her own for a person; a guest proves her code instead (see ``opened_by``)."""
        if not isinstance(person, Person):
            return self.none()
        return self if is_on_team(person) else self.filter(person=person)

    def opened_by(self, number: str, code_digest: str) -> "Registration | None":
        """The registration with this number, if the code is its own."""
        return self.filter(number=number, code_digest=code_digest).first()

    def active(self) -> "RegistrationQuerySet":
        return self.exclude(standing=Standing.GIVEN_BACK)

    def seated(self) -> "RegistrationQuerySet":
        return self.filter(standing=Standing.SEATED)

    def in_line(self) -> "RegistrationQuerySet":
        """The waiting list, first who is next."""
        return self.filter(standing=Standing.WAITING).order_by("rank", "pk")


class Registration(models.Model):
    """One person's wish to come; what tells who she is rests sealed under ``key``."""

    workshop = models.ForeignKey(Workshop, on_delete=models.PROTECT, related_name="registrations")
    number = models.CharField(max_length=16, unique=True)
    """Given by the system, at random, never chosen: it decides in the draw, and is public in the frozen list."""
    group = models.CharField(max_length=14, choices=Group)
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    sealed = models.BinaryField()
    """``{"name": …, "email": …, "access": …}`` as JSON, sealed as ``registration:<number>``."""
    email_index = models.CharField(max_length=64)
    """Blind index of the address: one registration each."""
    code_digest = models.CharField(max_length=64)
    """SHA-256 of the code on the confirmation."""
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    language = models.CharField(max_length=5, default="de")
    first_wish = models.ForeignKey(Table, null=True, on_delete=models.SET_NULL, related_name="+")
    second_wish = models.ForeignKey(Table, null=True, on_delete=models.SET_NULL, related_name="+")

    standing = models.CharField(max_length=10, choices=Standing)
    seat = models.PositiveSmallIntegerField(null=True)
    """Which of the group's seats it holds: two never hold one."""
    rank = models.PositiveIntegerField(null=True)
    """Its place in the order of the draw, or behind it in the order of coming."""
    registered_at = models.DateTimeField()
    given_back_at = models.DateTimeField(null=True)
    present_at = models.DateTimeField(null=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workshop", "email_index"], condition=~Q(standing="given_back"), name="registration_once"
            ),
            models.UniqueConstraint(fields=["workshop", "group", "seat"], name="registration_seat_once"),
            models.CheckConstraint(
                condition=Q(standing="seated", seat__gte=1) | (~Q(standing="seated") & Q(seat=None)),
                name="registration_seated_has_seat",
            ),
            models.CheckConstraint(
                condition=Q(present_at=None) | Q(standing="seated"), name="registration_present_is_seated"
            ),
        ]
        indexes = [models.Index(fields=["workshop", "group", "standing", "rank"], name="registration_in_line")]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return f"/workshops/platz/{self.number}/"

    @property
    def who(self) -> dict[str, Any]:
        """``{"name": …, "email": …, "access": …}``, unsealed once."""
        if not hasattr(self, "_who"):
            self._who = self.key.open_json(self.sealed, f"registration:{self.number}")
        return self._who

    @property
    def is_active(self) -> bool:
        return self.standing != Standing.GIVEN_BACK

    @property
    def wishes(self) -> tuple[int, ...]:
        """Primary keys of the tables wished for."""
        return tuple(pk for pk in (self.first_wish_id, self.second_wish_id) if pk is not None)


class Placement(models.Model):
    """A person sits at a table for one of two rounds; never twice at the same."""

    registration = models.ForeignKey(Registration, on_delete=models.CASCADE, related_name="placements")
    table = models.ForeignKey(Table, on_delete=models.CASCADE, related_name="placements")
    round = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["round"]
        constraints = [
            models.UniqueConstraint(fields=["registration", "round"], name="placement_one_table_a_round"),
            models.UniqueConstraint(fields=["registration", "table"], name="placement_never_twice"),
            models.CheckConstraint(condition=Q(round__in=(1, 2)), name="placement_two_rounds"),
        ]
