"""The mandate: one person may act for another, for what, how far and how long."""

import uuid
from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.vault.models import Key


class MandateQuerySet(models.QuerySet["Mandate"]):
    def lasting(self, today: date | None = None) -> "MandateQuerySet":
        """Neither ended nor past its last day. A query that is ``prepared`` has to be told what day it is."""
        day = timezone.localdate() if today is None else today
        return self.filter(Q(until=None) | Q(until__gte=day), ended_at=None)

    def running(self, today: date | None = None) -> "MandateQuerySet":
        """Accepted and lasting: what counts today."""
        return self.lasting(today).exclude(agent=None)

    def offered(self) -> "MandateQuerySet":
        """Nobody has accepted it yet, and its code still counts."""
        return self.lasting().filter(agent=None, code_until__gt=timezone.now())

    def visible_to(self, person: Person) -> "MandateQuerySet":
        """Given by her or to her; of her children and the organisations she administers, too."""
        led = self.model.objects.running().filter(Q(kind="parent") | Q(role="administrator"), agent=person)
        offered = Q(given_by=person, agent=None)
        return self.filter(
            Q(principal=person) | Q(agent=person) | offered | Q(principal__in=led.values("principal"))
        ).select_related("principal", "agent", "given_by", "key")

    def acting(self) -> "MandateQuerySet":
        """Those that allow more than reading."""
        return self.filter(power=Mandate.Power.ACT)


class Mandate(models.Model):
    """``agent`` may act for ``principal``: everything, one service or one case. Ended ones stay, as a record."""

    class Kind(models.TextChoices):
        MANDATE = "mandate", _("Vollmacht")
        PARENT = "parent", _("Elternteil")
        MEMBER = "member", _("Mitglied")

    class Power(models.TextChoices):
        READ = "read", _("nur lesen")
        ACT = "act", _("lesen und handeln")

    class Role(models.TextChoices):
        ADMINISTRATOR = "administrator", _("Verwaltung")
        MEMBER = "member", _("Mitarbeit")
        READER = "reader", _("nur lesen")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    principal = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    agent = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    """None until somebody accepted."""
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.MANDATE)
    power = models.CharField(max_length=5, choices=Power, default=Power.ACT)
    role = models.CharField(max_length=15, choices=Role, blank=True)
    """Of a member of an organisation."""
    service = models.CharField(max_length=120, blank=True)
    """Slug of the one service it is for; with ``reference`` empty, too, it is for everything."""
    reference = models.CharField(max_length=20, blank=True)
    """The one case it is for."""
    about = models.CharField(max_length=240, blank=True)
    """What the service or case was called when the mandate was given."""
    until = models.DateField(null=True)
    """Its last day."""
    key = models.OneToOneField(Key, on_delete=models.PROTECT, related_name="+")
    sealed_label = models.BinaryField(default=b"")
    sealed_code = models.BinaryField(default=b"")
    """The code that accepts it, until it was used."""
    code_index = models.CharField(max_length=64, blank=True)
    """Blind index of that code."""
    code_until = models.DateTimeField(null=True)
    given_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    given_at = models.DateTimeField()
    accepted_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        ordering = ["given_at", "id"]
        indexes = [models.Index(fields=["agent", "principal"], condition=Q(ended_at=None), name="mandate_running")]
        constraints = [
            models.CheckConstraint(
                condition=Q(agent=None, accepted_at=None) | Q(agent__isnull=False, accepted_at__isnull=False),
                name="mandate_has_agent_once_accepted",
            ),
            models.CheckConstraint(condition=Q(agent=None) | ~Q(agent=F("principal")), name="mandate_is_for_another"),
            models.CheckConstraint(condition=Q(service="") | Q(reference=""), name="mandate_has_one_scope"),
            models.CheckConstraint(
                condition=Q(kind="mandate") | Q(service="", reference=""), name="mandate_of_family_is_for_all"
            ),
            models.CheckConstraint(condition=Q(kind="member") | Q(until__isnull=False), name="mandate_has_last_day"),
            models.CheckConstraint(
                condition=Q(kind__in=["mandate", "parent"], role="")
                | Q(kind="member", role="reader", power="read")
                | Q(kind="member", role__in=["administrator", "member"], power="act"),
                name="mandate_role_fits_power",
            ),
            models.UniqueConstraint(fields=["code_index"], condition=~Q(code_index=""), name="mandate_code_once"),
            models.UniqueConstraint(
                fields=["principal", "agent"],
                condition=Q(kind__in=["parent", "member"], ended_at=None),
                name="mandate_of_family_once",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.id}"

    @property
    def label(self) -> str:
        """What the giver calls whom she gave it to."""
        return self.key.open(self.sealed_label, f"label:{self.id}").decode() if self.sealed_label else ""

    @property
    def code(self) -> str:
        """Empty once it was used."""
        return self.key.open(self.sealed_code, f"code:{self.id}").decode() if self.sealed_code else ""

    @property
    def acts(self) -> bool:
        """Whether it allows more than reading."""
        return self.power == self.Power.ACT

    @property
    def is_expired(self) -> bool:
        """Nobody accepted it in time."""
        return self.agent_id is None and (self.code_until is None or self.code_until <= timezone.now())

    def covers(self, service: str, reference: str) -> bool:
        """Whether a matter of this service, of this case, is within its scope."""
        if self.service:
            return self.service == service
        return not self.reference or self.reference == reference
