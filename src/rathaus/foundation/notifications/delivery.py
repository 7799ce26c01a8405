"""Handing a mail to the mail server, and what to do when that fails."""

import logging
from datetime import timedelta
from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.utils import timezone

from rathaus.foundation.notifications import wording
from rathaus.foundation.notifications.models import Mail

PAUSES = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), *[timedelta(hours=4)] * 18]
"""The waits between attempts: three days in all, as long as mail servers try among themselves (RFC 5321, 4.5.4.1)."""

logger = logging.getLogger(__name__)


def attempt(mail_id: str) -> timedelta | None:
    """Send the mail, once; says how long to wait before the next attempt, or None if none is needed.

    No transaction is open while the server is spoken to: it would hold back all other writers. A process killed
    between sending and noting it sends again, under the same Message-ID.
    """
    mail = Mail.objects.filter(id=mail_id, state=Mail.State.WAITING).first()
    if mail is None:
        return None
    try:
        message_for(mail).send()
    except (SMTPException, OSError) as error:
        return _failed(mail, error)
    _note(mail, Mail.State.SENT)
    return None


def message_for(mail: Mail) -> EmailMessage:
    """The mail as it goes out; the Message-ID stays the same over all attempts."""
    subject, text = wording.write(mail)
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname
    headers = {
        "Message-ID": f"<{mail.id}@{host}>",
        "Auto-Submitted": wording.KINDS[mail.kind].submitted,
        # Exchange asks for this one: no out-of-office notes, no receipts.
        "X-Auto-Response-Suppress": "All",
    }
    return EmailMessage(subject, text, to=[mail.to], headers=headers)


def _failed(mail: Mail, error: Exception) -> timedelta | None:
    # The error's text may name the recipient; its kind never does.
    logger.warning("Mail %s was not sent (attempt %d): %s", mail.id, mail.attempts + 1, type(error).__name__)
    if mail.attempts < len(PAUSES):
        _note(mail, Mail.State.WAITING)
        return PAUSES[mail.attempts - 1]
    _note(mail, Mail.State.FAILED)
    return None


def _note(mail: Mail, state: Mail.State) -> None:
    mail.state = state
    mail.attempts += 1
    mail.sent_at = timezone.now() if state == Mail.State.SENT else None
    if state != Mail.State.WAITING:
        # A link may hold a secret code; from now on only its receiver has it.
        mail.context = {}
    mail.save(update_fields=["state", "attempts", "sent_at", "context"])
