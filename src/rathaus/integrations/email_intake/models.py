"""What came into the mailbox and what became of it; nothing that says who wrote."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rathaus.participation.ideas.models import Idea


class Outcome(models.TextChoices):
    """What became of a mail; all but ``BEGUN`` are final."""

    BEGUN = "begun", _("wird gelesen")
    IDEA = "idea", _("Idee")
    DUPLICATE = "duplicate", _("schon einmal angekommen")
    BOUNCE = "bounce", _("unzustellbar zurückgekommen")
    AUTOMATIC = "automatic", _("automatische Antwort")
    LIST = "list", _("Rundschreiben")
    OWN = "own", _("von uns selbst")
    EMPTY = "empty", _("ohne Inhalt")
    FLOOD = "flood", _("zu viele vom selben Absender")
    FAILED = "failed", _("nicht lesbar")


class ReceivedMail(models.Model):
    """One mail of one mailbox, known by its UID; begun before it is fetched, so that one that kills us is counted."""

    mailbox = models.CharField(max_length=250)
    """``user@host/folder``."""
    uid_validity = models.BigIntegerField()
    uid = models.BigIntegerField()
    digest = models.CharField(max_length=64, blank=True)
    """SHA-256 of Message-ID and sender; of the content where there is no Message-ID."""
    sender_digest = models.CharField(max_length=64, blank=True, db_index=True)
    """Keyed, so that nobody can try addresses; for counting a sender's mails only."""
    outcome = models.CharField(max_length=10, choices=Outcome, default=Outcome.BEGUN)
    reason = models.CharField(max_length=60, blank=True)
    """What failed, as the name of its class; never what was in the mail."""
    attempts = models.PositiveSmallIntegerField(default=0)
    confirmed = models.BooleanField(default=False)
    """Its sender was told that it arrived."""
    idea = models.ForeignKey(Idea, null=True, on_delete=models.SET_NULL, related_name="+")
    received_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["mailbox", "uid_validity", "uid"], name="received_mail_once"),
            models.UniqueConstraint(
                fields=["digest"], condition=models.Q(outcome="idea"), name="received_mail_one_idea"
            ),
            models.CheckConstraint(
                condition=~models.Q(outcome="idea") | ~models.Q(digest=""), name="received_mail_idea_has_digest"
            ),
        ]
