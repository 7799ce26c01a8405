"""A series of workshops."""

from django.db import models


class Series(models.Model):
    """Several workshops, one for each field of action: „Workshopreihe Digitales Duisburg 2018“."""

    slug = models.SlugField(max_length=60, unique=True)
    title = models.CharField(max_length=120)
    year = models.PositiveSmallIntegerField()
    about = models.TextField(max_length=4000, blank=True)
    is_example = models.BooleanField(default=False)

    class Meta:
        ordering = ["-year", "slug"]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/workshops/#{self.slug}"
