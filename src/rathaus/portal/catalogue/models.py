"""Services and life situations."""

from typing import Any

from django.db import models

from rathaus.foundation.offices.models import Office


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
        ordering = ["title"]
        constraints = [
            models.UniqueConstraint(
                fields=["source", "source_id"], condition=~models.Q(source_id=""), name="service_once_per_source"
            )
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/leistungen/{self.slug}/"

    def fact(self, name: str, default: Any = "") -> Any:
        """One entry of ``facts``."""
        return self.facts.get(name, default)
