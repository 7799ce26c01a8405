"""Services, life situations, and the printed index the search reads."""

from functools import cached_property
from typing import Any

from django.db import models

from rathaus.foundation.offices.models import Office
from rathaus.lib.prepared import prepared
from rathaus.lib.text import fold

SORTED_BY = 300
"""Letters; folding makes some titles longer."""
OTHER_LETTERS = "0"
"""The A–Z heading of titles that begin with a digit or a foreign letter."""


class LifeSituation(models.Model):
    """A moment in life (Lebenslage) and what the town hall has for it."""

    slug = models.SlugField(max_length=80, unique=True)
    title = models.CharField(max_length=120)
    summary = models.CharField(max_length=300, blank=True)
    text = models.TextField(blank=True)
    icon = models.CharField(max_length=40, blank=True)
    order = models.PositiveSmallIntegerField(default=100)
    keywords = models.TextField(blank=True)
    english = models.JSONField(default=dict)

    class Meta:
        ordering = ["order", "title"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/lebenslagen/{self.slug}/"


class Service(models.Model):
    """A service (Leistung) as the city describes it; ``facts`` holds ``service.toml`` after checking."""

    slug = models.SlugField(max_length=120, unique=True)
    title = models.CharField(max_length=300)
    sort_key = models.CharField(max_length=SORTED_BY, editable=False)
    """The folded title: databases sort umlauts differently, ``fold`` does not."""
    letter = models.CharField(max_length=1, editable=False)
    summary = models.CharField(max_length=500, blank=True)
    text = models.TextField(blank=True)
    """Cleaned HTML."""
    facts = models.JSONField(default=dict)
    english = models.JSONField(default=dict)
    """``title``, ``summary``, ``text`` and facts in English, where the city has them."""
    keywords = models.TextField(blank=True)
    leika_key = models.CharField(max_length=20, blank=True)
    offices = models.ManyToManyField(Office, related_name="+")
    life_situations = models.ManyToManyField(LifeSituation, related_name="services")
    popular = models.PositiveSmallIntegerField(null=True)
    """Place among the most used services of the start page."""
    source = models.CharField(max_length=40, default="city")
    source_id = models.CharField(max_length=60, blank=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering = ["sort_key", "pk"]
        indexes = [models.Index(fields=["letter", "sort_key", "id"], name="service_a_to_z")]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~models.Q(source_id=""), name="service_once_per_source"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/leistungen/{self.slug}/"

    def save(self, *args: Any, **options: Any) -> None:
        self.sort_key = fold(self.title)[:SORTED_BY]
        first = self.sort_key[:1]
        self.letter = first if first.isascii() and first.isalpha() else OTHER_LETTERS
        super().save(*args, **options)

    @cached_property
    def offices_in_order(self) -> list[Office]:
        """The responsible office first, as the city names them."""
        order = {slug: place for place, slug in enumerate(self.facts.get("office", []))}
        return sorted(_offices_of(self.pk), key=lambda office: order.get(office.key, len(order)))

    @property
    def responsible_office(self) -> Office | None:
        """The first of its offices; None for a service that no office gives."""
        return next(iter(self.offices_in_order), None)

    def fact(self, name: str, default: Any = "") -> Any:
        """One entry of ``facts``."""
        return self.facts.get(name, default)


@prepared
def _offices_of(service: int) -> models.QuerySet[Office]:
    return Office.objects.filter(pk__in=Service.offices.through.objects.filter(service=service).values("office"))


class PrintedIndex(models.Model):
    """The index of everything that can be found, printed anew after each change and read by every process.

    One row for each format, whose number is its key: a new version leaves the row of the version before as it is.
    ``edition`` is the digest of ``content``; a process that holds another edition reads it again.
    """

    edition = models.CharField(max_length=64)
    content = models.BinaryField()
