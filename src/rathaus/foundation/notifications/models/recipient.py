"""Whom we write to, what she chose, and addresses that nothing reaches."""

import uuid

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.accounts.models import Person


class Group(models.TextChoices):
    """What mails are about, as far as one can choose; ``page`` is where all of it stands."""

    CASES = "cases", _("Ihre Anträge")
    IDEAS = "ideas", _("Ihre Ideen und Ideen, denen Sie folgen")
    WORKSHOPS = "workshops", _("Workshops")
    COMMITTEE = "committee", _("Lenkungskreis")

    @property
    def page(self) -> str:
        return _PAGES[self]


_PAGES = {
    Group.CASES: "/mein/postfach/",
    Group.IDEAS: "/mein/ideen/",
    Group.WORKSHOPS: "/workshops/platz/",
    Group.COMMITTEE: "/lenkungskreis/mein/",
}


class Mode(models.TextChoices):
    """How mails of a group come."""

    AT_ONCE = "at_once", _("sofort")
    DAILY = "daily", _("einmal am Tag, gesammelt")
    WEEKLY = "weekly", _("einmal in der Woche, gesammelt")
    NONE = "none", _("gar nicht")


class Recipient(models.Model):
    """A person with an account, or an address without one; its id, which tells nothing, stands in links."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(Person, null=True, on_delete=models.CASCADE, related_name="+")
    address_index = models.CharField(max_length=64, null=True, unique=True)
    """Of an address without account: see ``addresses.fingerprint``."""
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person=None) ^ Q(address_index=None), name="recipient_person_or_address"
            ),
        ]

    def choice(self, group: Group) -> "Choice":
        """What was chosen for ``group``; the default, unsaved, where nothing was."""
        return self.choices.filter(group=group).first() or Choice(recipient=self, group=group)


class Choice(models.Model):
    """How news of one group reach a recipient; the inbox has them in any case."""

    recipient = models.ForeignKey(Recipient, on_delete=models.CASCADE, related_name="choices")
    group = models.CharField(max_length=10, choices=Group)
    mail = models.CharField(max_length=10, choices=Mode, default=Mode.AT_ONCE)
    before = models.CharField(max_length=10, choices=Mode, blank=True)
    """How they came before she switched them off by a link; empty if she did not."""
    push = models.BooleanField(default=True)
    """Hints on her devices, where she has allowed any."""

    class Meta:
        constraints = [models.UniqueConstraint(fields=["recipient", "group"], name="choice_once_per_group")]


class Undelivered(models.Model):
    """An address that a mail server called unreachable; forgotten when a later mail arrives."""

    address_index = models.CharField(max_length=64, primary_key=True)
    reason = models.CharField(max_length=12)
    """See ``bounces.Reason``."""
    noticed_at = models.DateTimeField()
