"""Mails on their way: each says only that something waits in the inbox."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.notifications.models.recipient import Recipient


class Mail(models.Model):
    """One mail; its id is also its Message-ID, so that a repeated sending can be told."""

    class State(models.TextChoices):
        WAITING = "waiting", _("wartet")
        GATHERED = "gathered", _("wartet auf die Sammel-Mail")
        SENDING = "sending", _("wird gerade verschickt")
        SENT = "sent", _("versandt")
        JOINED = "joined", _("in einer anderen enthalten")
        SUPERSEDED = "superseded", _("überholt")
        BOUNCED = "bounced", _("kam zurück")
        FAILED = "failed", _("aufgegeben")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    recipient = models.ForeignKey(Recipient, null=True, on_delete=models.CASCADE, related_name="mails")
    to = models.EmailField()
    to_index = models.CharField(max_length=64, blank=True, db_index=True)
    """See ``addresses.fingerprint``."""
    kind = models.CharField(max_length=40)
    language = models.CharField(max_length=5, default="de")
    context = models.JSONField(default=dict)
    """Nothing personal: a link's path. Forgotten as soon as the mail is sent."""
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    reason = models.CharField(max_length=40, blank=True)
    """Why it was not sent or came back: a class of error, or a ``bounces.Reason``."""
    attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)
    due_at = models.DateTimeField(default=timezone.now)
    """Not sent, or gathered, before."""
    good_until = models.DateTimeField(null=True)
    """After this it would only confuse."""
    leased_until = models.DateTimeField(null=True)
    """While it is sent: until then nobody else may try."""
    sent_at = models.DateTimeField(null=True)
    joined_into = models.ForeignKey("self", null=True, on_delete=models.CASCADE, related_name="joined")
    """The mail that speaks for this one, too."""
    holds = models.PositiveIntegerField(default=0)
    """For how many others it speaks."""

    class Meta:
        indexes = [models.Index(fields=["state", "due_at"], name="mail_due")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="joined") | Q(joined_into__isnull=False), name="mail_joined_into_another"
            ),
            models.CheckConstraint(
                condition=~Q(state="sending") | Q(leased_until__isnull=False), name="mail_sending_is_leased"
            ),
        ]


class MailServer(models.Model):
    """The one row that says whether the mail server is away, and when the next mail may try it for all."""

    down_since = models.DateTimeField(null=True)
    next_try_at = models.DateTimeField(null=True)
    failures = models.PositiveIntegerField(default=0)
    """In a row."""

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="mail_server_is_one")]
