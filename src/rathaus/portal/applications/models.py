"""Published definitions, drafts, submitted applications and their files."""

import uuid
from datetime import date
from functools import cached_property
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person, TrustLevel
from rathaus.foundation.design.until_edit import until_edit
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.payments.models import Charge
from rathaus.foundation.representation.party import Party, matters
from rathaus.foundation.vault.indexing import blind_index
from rathaus.foundation.vault.models import Key
from rathaus.lib.dates import add_working_days
from rathaus.lib.references import read_code, read_reference
from rathaus.portal.applications.blueprints.assembly import Content, published_blueprint, published_notice
from rathaus.portal.applications.blueprints.blueprint import Blueprint
from rathaus.portal.applications.journey import Journey
from rathaus.portal.applications.known.facts import note_of
from rathaus.portal.applications.sent import SentJourney
from rathaus.portal.catalogue.models import Service


class DefinitionQuerySet(models.QuerySet["Definition"]):
    def in_force(self, **of: Any) -> "Definition | None":
        """The version of a service's application that may be sent now; None while it is closed."""
        return next(iter(self.all_in_force(**of)), None)

    def all_in_force(self, **of: Any) -> "DefinitionQuerySet":
        """At most one for each service."""
        # Its content is long, and rarely needed: the blueprint is kept in memory.
        return self.filter(in_force=True, **of).order_by().select_related("service").defer("content")


class Definition(models.Model):
    """A published version of a service's application; never changed afterwards."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")
    version = models.PositiveIntegerField()
    content = models.JSONField()
    """The checked ``application.toml``, its examples under ``examples``, ``notice.typ`` under ``notice``."""
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField(auto_now_add=True)
    in_force = models.BooleanField(default=True)

    objects = DefinitionQuerySet.as_manager()

    class Meta:
        ordering = ["service", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["service", "version"], name="definition_once_per_version"),
            models.UniqueConstraint(
                fields=["service"], condition=models.Q(in_force=True), name="definition_one_in_force"
            ),
        ]

    @property
    def blueprint(self) -> Blueprint:
        """What is asked, assembled once for each ``digest``."""
        return published_blueprint(self._content)

    @property
    def notice(self) -> str:
        """The source of its decision notices; raises KeyError where it has none."""
        return published_notice(self._content)

    @property
    def _content(self) -> Content:
        return Content(self.digest, lambda: self.content)


@until_edit
def definition_for(slug: str) -> Definition | None:
    """For pages: the version in force, remembered. What is sent is checked against the database once more."""
    return Definition.objects.in_force(service__slug=slug)


class DraftQuerySet(models.QuerySet["Draft"]):
    def visible_to(self, whom: Person | Party) -> "DraftQuerySet":
        """Her own drafts, or those in which she may act for another; a guest's is known to session or code only."""
        return self.filter(matters(whom, service="service__slug", acting=True))


class Draft(models.Model):
    """An application being filled in; its id is the idempotency key of its submission."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")
    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    sealed_answers = models.BinaryField()
    sealed_code = models.BinaryField(blank=True, default=b"")
    """The guest's code for coming back, once she asked for one."""
    code_index = models.CharField(max_length=64, blank=True, db_index=True)
    """Blind index of that code."""
    to_review = models.JSONField(default=list)
    """Ids of steps that a newer version changed, and that must be seen again before sending."""
    follows = models.UUIDField(null=True)
    """The draft whose session had ended when this one was typed; the two are joined when that one comes back."""
    begun_at_counter_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    """The clerk who filled it in with the citizen beside her."""
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    objects = DraftQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "service"], name="draft_one_open_per_person_and_service")
        ]

    @property
    def answers(self) -> dict[str, Any]:
        """What was typed so far, by question."""
        return self.key.open_json(self.sealed_answers, f"draft:{self.id}")

    @property
    def code(self) -> str:
        """The guest's code for coming back; empty until she asked for one."""
        return self.key.open(self.sealed_code, f"code:{self.id}").decode() if self.sealed_code else ""

    def get_absolute_url(self) -> str:
        return f"/antrag/{self.service.slug}/"


def name_of(draft_id: uuid.UUID | None) -> str:
    """Under which what is made of a draft is known, once however often it is sent; no draft, nothing of that name."""
    return f"draft:{draft_id}"


class Handover(models.Model):
    """Six digits by which a citizen goes on with what was begun at the counter; spent once used."""

    draft = models.OneToOneField(Draft, primary_key=True, on_delete=models.CASCADE, related_name="+")
    code_index = models.CharField(max_length=64, unique=True)
    """Blind index of the digits and the citizen's birth date, which nobody else can put together."""
    until = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, whom: Person | Party) -> "ApplicationQuerySet":
        """Her own applications, or her principal's as far as she may read them."""
        return self.filter(matters(whom, service="service__slug", reference="reference"))

    def opened_by(self, reference: str, code: str) -> "Application | None":
        """What a guest proves hers with reference and status code, however she types them; None if either is wrong."""
        found = self.filter(
            reference=read_reference(reference) or "", status_code_index=status_code_index(read_code(code))
        )
        return found.select_related("service", "key", "charge", "receipt").first()


def status_code_index(code: str) -> str:
    """The blind index by which a status code is found."""
    return blind_index(code, "status-code")


class Application(models.Model):
    """A submitted application: never changed afterwards."""

    class Channel(models.TextChoices):
        WEB = "web", _("online")
        API = "api", _("Schnittstelle")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    idempotency_key = models.CharField(max_length=100, unique=True)
    """``draft:<id>`` or ``api:<digest of service and header>``: one submission, however often it is sent."""
    fingerprint = models.CharField(max_length=64, blank=True)
    """Keyed digest of what a program sent: tells a repeated request from another one under the same key."""
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    sent_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    """Who sent it for ``person``; None if she did it herself."""
    begun_at_counter_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    """The clerk who began it with the citizen beside her."""
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.WEB)
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    sealed_answers = models.BinaryField()
    sealed_status_code = models.BinaryField()
    status_code_index = models.CharField(max_length=64)
    language = models.CharField(max_length=5, default="de")
    sealed_email = models.BinaryField(blank=True, default=b"")
    trust_level = models.PositiveSmallIntegerField(choices=TrustLevel, default=TrustLevel.NONE)
    """How surely we knew who sent it."""
    origins = models.JSONField(default=dict)
    """Which answers somebody vouches for: ``known.facts.Origins``."""
    charge = models.OneToOneField(Charge, null=True, on_delete=models.PROTECT, related_name="+")
    receipt = models.OneToOneField(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    objects = ApplicationQuerySet.as_manager()

    @property
    def answers(self) -> dict[str, Any]:
        """The answers as submitted."""
        return self.key.open_json(self.sealed_answers, f"application:{self.id}")

    @cached_property
    def journey(self) -> Journey:
        """The answers on their way through the blueprint, as on the day they were sent."""
        notes = {name: note_of(entry) for name, entry in self.origins.items()}
        return SentJourney(self.definition.blueprint, self.answers, today=self._sent_on, notes=notes)

    @property
    def due_on(self) -> date:
        """By when the decision should be there."""
        return add_working_days(self._sent_on, self.definition.blueprint.processing_days)

    @property
    def _sent_on(self) -> date:
        return timezone.localdate(self.submitted_at)

    @property
    def email(self) -> str:
        """Where news of it are announced; empty if nowhere."""
        return self.key.open(self.sealed_email, f"email:{self.id}").decode() if self.sealed_email else ""

    @property
    def status_code(self) -> str:
        """The secret that, with the reference, opens the status page to a guest."""
        return self.key.open(self.sealed_status_code, f"status:{self.id}").decode()


class Upload(models.Model):
    """A file that answers a question, first of a draft, then of the application made from it."""

    file = models.OneToOneField(StoredFile, primary_key=True, on_delete=models.CASCADE, related_name="+")
    draft = models.ForeignKey(Draft, null=True, on_delete=models.SET_NULL, related_name="uploads")
    application = models.ForeignKey(Application, null=True, on_delete=models.CASCADE, related_name="uploads")
    question = models.CharField(max_length=200)
    """Where it belongs: ``nachweis`` or ``hunde.0.foto``."""
