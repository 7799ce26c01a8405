"""Offices and their staff."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person


class Office(models.Model):
    """A place of the city's administration; what is unknown of it stays empty."""

    class Kind(models.TextChoices):
        OFFICE = "office", _("Amt")
        STATION = "station", _("Bürger-Service-Station")
        PARTNER = "partner", _("Städtisches Unternehmen")

    slug = models.SlugField(max_length=120, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.OFFICE)
    street = models.CharField(max_length=200, blank=True)
    postcode = models.CharField(max_length=5, blank=True)
    town = models.CharField(max_length=100, blank=True)
    phone = models.CharField(max_length=60, blank=True)
    fax = models.CharField(max_length=60, blank=True)
    email = models.EmailField(blank=True)
    website = models.URLField(blank=True)
    hours = models.TextField(blank=True)
    about = models.TextField(blank=True)
    keywords = models.TextField(blank=True)
    english = models.JSONField(default=dict)
    """``name`` and ``about`` in English, where the city has them."""
    source = models.CharField(max_length=40, default="city")
    source_id = models.CharField(max_length=60, blank=True)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~models.Q(source_id=""), name="office_once_per_source"
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """What its source calls it: a number of a foreign catalogue, or the slug of the city's own files."""
        return self.source_id or self.slug

    def get_absolute_url(self) -> str:
        return f"/dienststellen/{self.slug}/"


class Membership(models.Model):
    """A person works for an office, as clerk or as its head."""

    class Role(models.TextChoices):
        CLERK = "clerk", _("Sachbearbeitung")
        HEAD = "head", _("Leitung")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="memberships")
    office = models.ForeignKey(Office, on_delete=models.CASCADE, related_name="memberships")
    role = models.CharField(max_length=10, choices=Role, default=Role.CLERK)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["person", "office"], name="membership_once_per_office")]
