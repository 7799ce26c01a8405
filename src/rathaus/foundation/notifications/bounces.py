"""Mails that do not arrive: what the mail server's codes mean (RFC 3463), and what follows for the address."""

import re

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rathaus.foundation.notifications.models import Mail, Undelivered

_STATUS = re.compile(r"\b([245])\.(\d{1,3})\.(\d{1,3})\b")


class Reason(models.TextChoices):
    """Why a mail came back."""

    UNKNOWN = "unknown", _("diese Adresse gibt es nicht")
    FULL = "full", _("das Postfach ist voll")
    CLOSED = "closed", _("das Postfach ist geschlossen")
    REFUSED = "refused", _("der Mail-Server der Adresse nimmt unsere E-Mails nicht an")
    TEMPORARY = "temporary", _("der Mail-Server der Adresse war länger nicht erreichbar")

    @property
    def is_lasting(self) -> bool:
        """The next mail will not arrive either."""
        return self != Reason.TEMPORARY


_BY_STATUS = {
    **dict.fromkeys(("1.1", "1.2", "1.3", "1.6", "1.10", "4.4"), Reason.UNKNOWN),
    "2.1": Reason.CLOSED,
    "2.2": Reason.FULL,
}


def reason_of(status: str) -> Reason:
    """What a status like ``5.1.1`` means; ``REFUSED`` for anything unknown that is final."""
    if not (found := _STATUS.search(status)):
        return Reason.REFUSED
    if found[1] != "5":
        return Reason.TEMPORARY
    return _BY_STATUS.get(f"{int(found[2])}.{int(found[3])}", Reason.REFUSED)


def reason_said(said: bytes) -> Reason:
    """What the words of a server that refuses a recipient for good mean."""
    reason = reason_of(said[:200].decode("ascii", "replace"))
    return Reason.REFUSED if reason == Reason.TEMPORARY else reason


@transaction.atomic
def note(mail: Mail, reason: Reason) -> None:
    """The mail came back; where that will last, its address is known as unreachable from now on."""
    mail.state, mail.reason, mail.leased_until, mail.context = Mail.State.BOUNCED, str(reason), None, {}
    mail.attempts = max(mail.attempts, 1)
    mail.save(update_fields=["state", "reason", "leased_until", "context", "attempts"])
    if reason.is_lasting and mail.to_index:
        Undelivered.objects.update_or_create(
            address_index=mail.to_index, defaults={"reason": str(reason), "noticed_at": timezone.now()}
        )
