"""What a citizen owes for a service."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Charge(models.Model):
    """An amount in cents that became due with an application; how it came about stands in ``lines``."""

    class State(models.TextChoices):
        DUE = "due", pgettext_lazy("payment", "offen")
        PAID = "paid", _("bezahlt")
        CANCELLED = "cancelled", _("aufgehoben")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    reference = models.CharField(max_length=20, db_index=True)
    amount = models.PositiveIntegerField()
    lines = models.JSONField(default=list)
    """``[{"label": "2 Hunde zu je 168,00 €", "amount": 33600}]``"""
    state = models.CharField(max_length=10, choices=State, default=State.DUE)
    created_at = models.DateTimeField(auto_now_add=True)
