"""Handing a mail to the mail server, and what to do when that fails."""

import logging
import smtplib
from dataclasses import dataclass
from datetime import timedelta
from smtplib import SMTPException
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Q
from django.utils import timezone

from rathaus.foundation.notifications import bounces, server, wording
from rathaus.foundation.notifications.kinds import DIGEST, KINDS
from rathaus.foundation.notifications.models import Mail
from rathaus.lib.crash import crash_point
from rathaus.lib.spans import span

PAUSES = [timedelta(minutes=1), timedelta(minutes=5), timedelta(minutes=30), *[timedelta(hours=4)] * 18]
"""The waits between attempts for one address: three days, as mail servers try among themselves (RFC 5321, 4.5.4.1)."""
LEASE = timedelta(minutes=5)
"""So long one attempt may take; after that its process is taken for dead."""
CLOSING = 421
"""The server is going away: not the fault of this mail."""
NEVER = range(500, 600)
"""What it means for good (RFC 5321, 4.2.1); a number beyond is nonsense, and nonsense is no verdict."""
TROUBLE = (SMTPException, OSError)

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Next:
    """After which waits something has to be tried again: this mail, or the mail server as such."""

    mail: timedelta | None = None
    probe: timedelta | None = None


NOTHING = Next()


def attempt(mail_id: str, *, probing: bool = False) -> Next:
    """Send the mail, once, unless another process does so at this moment or the mail server is away.

    No transaction is open while the server is spoken to: it would hold back all other writers. A process killed
    between sending and noting it sends again, under the same Message-ID.
    """
    if not probing and server.is_down():
        return NOTHING
    drop_stale()
    if (mail := take(mail_id)) is None:
        return _busy(mail_id)
    try:
        connection = get_connection()
        connection.open()
    except TROUBLE as error:
        # Nothing was said of this mail yet: it counts as no attempt.
        _put_back(mail, error)
        return Next(probe=server.note_down(probing=probing))
    return _hand_over(mail, connection, probing=probing)


def greet() -> Next:
    """Look, without a mail, whether the mail server is back."""
    connection = get_connection()
    try:
        connection.open()
    except TROUBLE as error:
        logger.warning("The mail server is away: %s", type(error).__name__)
        return Next(probe=server.note_down(probing=True))
    _hang_up(connection)
    server.note_up()
    return NOTHING


def take(mail_id: str) -> Mail | None:
    """The mail, ours alone for ``LEASE``; None if it is not due, or another process has it."""
    now = timezone.now()
    free = Q(state=Mail.State.WAITING, due_at__lte=now) | Q(state=Mail.State.SENDING, leased_until__lt=now)
    mine = Mail.objects.filter(free, pk=mail_id)
    if not mine.update(state=Mail.State.SENDING, leased_until=now + LEASE):
        return None
    return Mail.objects.select_related("recipient").get(pk=mail_id)


def drop_stale() -> int:
    """What would only confuse by now is not sent any more; says how many."""
    stale = Mail.objects.filter(state=Mail.State.WAITING, good_until__lt=timezone.now())
    return stale.update(state=Mail.State.SUPERSEDED, context={})


def message_for(mail: Mail) -> EmailMessage:
    """The mail as it goes out; the Message-ID stays the same over all attempts."""
    letter = wording.write(mail)
    host = urlsplit(settings.PUBLIC_ADDRESS).hostname
    headers = {
        "Message-ID": f"<{mail.id}@{host}>",
        "Auto-Submitted": "auto-generated" if mail.kind == DIGEST else KINDS[mail.kind].submitted,
        # Exchange asks for this one: no out-of-office notes, no receipts.
        "X-Auto-Response-Suppress": "All",
    }
    if letter.stop:
        # One click, which a mail program does for her (RFC 8058).
        headers |= {"List-Unsubscribe": f"<{letter.stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return EmailMessage(letter.subject, letter.text, to=[mail.to], headers=headers)


def _busy(mail_id: str) -> Next:
    """Where another process has it, somebody must look later whether that one has died."""
    taken = Mail.objects.filter(pk=mail_id, state=Mail.State.SENDING).values_list("leased_until", flat=True).first()
    return Next(mail=max(taken - timezone.now(), timedelta(seconds=1))) if taken else NOTHING


def _hand_over(mail: Mail, connection: BaseEmailBackend, *, probing: bool) -> Next:
    message = message_for(mail)
    message.connection = connection
    try:
        with span("mail", kind=mail.kind, attempt=mail.attempts + 1):
            message.send()
        crash_point("mail-accepted")
    except smtplib.SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        return _refused(mail, error, code, bounces.reason_said(said), probing=probing)
    except smtplib.SMTPDataError as error:
        return _refused(mail, error, error.smtp_code, None, probing=probing)
    except TROUBLE as error:
        return Next(_later(mail, error), server.note_down(probing=probing))
    finally:
        _hang_up(connection)
    server.note_up()
    _settle(mail, Mail.State.SENT)
    return NOTHING


def _refused(mail: Mail, error: Exception, code: int, reason: bounces.Reason | None, *, probing: bool) -> Next:
    """The server is there and will not take this mail: not now (4xx), or never (5xx)."""
    if code == CLOSING:
        return Next(_later(mail, error), server.note_down(probing=probing))
    server.note_up()
    if code not in NEVER:
        return Next(_later(mail, error))
    logger.warning("Mail %s was refused: %d", mail.id, code)
    if reason is None:
        # It is about what we wrote, not about where to.
        mail.reason = type(error).__name__
        _settle(mail, Mail.State.FAILED)
    else:
        bounces.note(mail, reason)
    return NOTHING


def _hang_up(connection: BaseEmailBackend) -> None:
    try:
        connection.close()
    except TROUBLE:
        logger.info("The mail server hung up first")


def _put_back(mail: Mail, error: Exception) -> None:
    logger.warning("The mail server is away: %s", type(error).__name__)
    mail.state, mail.leased_until, mail.reason = Mail.State.WAITING, None, type(error).__name__
    mail.save(update_fields=["state", "leased_until", "reason"])


def _later(mail: Mail, error: Exception) -> timedelta | None:
    # The error's text may name the recipient; its kind never does.
    mail.reason = type(error).__name__
    logger.warning("Mail %s was not sent (attempt %d): %s", mail.id, mail.attempts + 1, mail.reason)
    if mail.attempts >= len(PAUSES):
        _settle(mail, Mail.State.FAILED)
        return None
    pause = PAUSES[mail.attempts]
    mail.due_at = timezone.now() + pause
    _settle(mail, Mail.State.WAITING)
    return pause


def _settle(mail: Mail, state: Mail.State) -> None:
    mail.state, mail.attempts, mail.leased_until = state, mail.attempts + 1, None
    if state == Mail.State.SENT:
        # A link may hold a secret code; from now on only its receiver has it.
        mail.sent_at, mail.context, mail.reason = timezone.now(), {}, ""
        mail.joined.update(context={})
    mail.save(update_fields=["state", "attempts", "leased_until", "due_at", "sent_at", "context", "reason"])
