"""Who does the background work, and what was announced to go."""

from django.db import models

from rathaus.portal.applications.models import Draft


class Worker(models.Model):
    """A background worker and its last sign of life."""

    name = models.CharField(max_length=64, primary_key=True)
    seen_at = models.DateTimeField()


class DraftWarning(models.Model):
    """The author of a draft was told that it will go if she does not go on with it."""

    draft = models.OneToOneField(Draft, on_delete=models.CASCADE, primary_key=True, related_name="+")
    at = models.DateTimeField()
