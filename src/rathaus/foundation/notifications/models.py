"""Mails on their way: each says only that something waits in the inbox."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _


class Mail(models.Model):
    """One mail; its id is also its Message-ID, so that a repeated sending can be told."""

    class State(models.TextChoices):
        WAITING = "waiting", _("wartet")
        SENT = "sent", _("versandt")
        FAILED = "failed", _("aufgegeben")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    to = models.EmailField()
    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=5, default="de")
    context = models.JSONField(default=dict)
    """Nothing personal: a link's path, a service's title. Forgotten as soon as the mail is sent or given up."""
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
