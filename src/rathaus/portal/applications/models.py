"""Published definitions, drafts, submitted applications and their files."""

import uuid
from typing import Any

from django.db import models
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.payments.models import Charge
from rathaus.foundation.vault.models import Key
from rathaus.portal.catalogue.models import Service


class Definition(models.Model):
    """A published version of a service's application; never changed afterwards."""

    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="definitions")
    version = models.PositiveIntegerField()
    content = models.JSONField()
    """The checked ``application.toml``, its examples under ``examples``, ``notice.typ`` under ``notice``."""
    digest = models.CharField(max_length=64)
    published_at = models.DateTimeField(auto_now_add=True)
    in_force = models.BooleanField(default=True)

    class Meta:
        ordering = ["service", "-version"]
        constraints = [
            models.UniqueConstraint(fields=["service", "version"], name="definition_once_per_version"),
            models.UniqueConstraint(
                fields=["service"], condition=models.Q(in_force=True), name="definition_one_in_force"
            ),
        ]


class Draft(models.Model):
    """An application being filled in; its id is the idempotency key of its submission."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    service = models.ForeignKey(Service, on_delete=models.CASCADE, related_name="+")
    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.CASCADE, related_name="+")
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    sealed_answers = models.BinaryField()
    code_index = models.CharField(max_length=64, blank=True, db_index=True)
    """Blind index of the guest's code for coming back."""
    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        indexes = [models.Index(fields=["person", "service"], name="draft_by_person")]

    @property
    def answers(self) -> dict[str, Any]:
        """What was typed so far, by question."""
        return self.key.open_json(self.sealed_answers, f"draft:{self.id}")


class ApplicationQuerySet(models.QuerySet["Application"]):
    def visible_to(self, person: Person) -> "ApplicationQuerySet":
        """The person's own applications."""
        return self.filter(person=person)


class Application(models.Model):
    """A submitted application: never changed afterwards."""

    class Channel(models.TextChoices):
        WEB = "web", _("online")
        API = "api", _("Schnittstelle")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=20, unique=True)
    idempotency_key = models.CharField(max_length=100, unique=True)
    """``draft:<id>`` or ``api:<header>``: one submission, however often it is sent."""
    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    definition = models.ForeignKey(Definition, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="+")
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.WEB)
    key = models.ForeignKey(Key, on_delete=models.PROTECT, related_name="+")
    sealed_answers = models.BinaryField()
    sealed_status_code = models.BinaryField()
    status_code_index = models.CharField(max_length=64)
    language = models.CharField(max_length=5, default="de")
    sealed_email = models.BinaryField(blank=True, default=b"")
    charge = models.OneToOneField(Charge, null=True, on_delete=models.PROTECT, related_name="+")
    receipt = models.OneToOneField(StoredFile, null=True, on_delete=models.PROTECT, related_name="+")
    submitted_at = models.DateTimeField()

    objects = ApplicationQuerySet.as_manager()

    @property
    def answers(self) -> dict[str, Any]:
        """The answers as submitted."""
        return self.key.open_json(self.sealed_answers, f"application:{self.id}")

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
