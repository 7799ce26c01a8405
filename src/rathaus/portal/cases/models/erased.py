"""What stays of a case whose time is over: bare figures."""

from django.db import models

from rathaus.foundation.offices.models import Office
from rathaus.portal.cases.models.decision import Decision
from rathaus.portal.catalogue.models import Service


class Erased(models.Model):
    """A case that was kept as long as the law wants; nothing here leads back to it or to a person."""

    service = models.ForeignKey(Service, on_delete=models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+")
    opened_on = models.DateField()
    finished_on = models.DateField()
    outcome = models.CharField(max_length=10, choices=Decision.Outcome, blank=True)
    """Of the last decision; empty where there was none."""
    erased_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["service", "finished_on"], name="erased_by_service")]
