"""Mails about an account go with the page that promises them: a code that comes later is of no use.

So somebody waits meanwhile, and a mail server that hangs must not keep all others waiting, too: it has a few seconds
for each answer, and once it gave none, only one tries in a while and everybody else is told at once.
"""

import logging
from collections.abc import Callable
from contextlib import suppress
from enum import StrEnum
from smtplib import SMTPException
from urllib.parse import urlsplit
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from rathaus.lib.breaker import Breaker

PATIENCE = 5
"""Seconds for each answer of the mail server."""
PAUSE = 10
"""Seconds after it gave none until somebody waits again."""

logger = logging.getLogger(__name__)


class Away(OSError):
    """The mail server was not there a moment ago, or somebody is still waiting for it."""


class Outcome(StrEnum):
    """What became of a mail."""

    SENT = "sent"
    REFUSED = "refused"
    AWAY = "away"
    """The mail server did not open."""


Receiver = Callable[[Outcome], None]
_receivers: list[Receiver] = []
_server = Breaker(Away, PAUSE)


def register(receiver: Receiver) -> None:
    """Let ``receiver`` hear from now on what became of each mail."""
    if receiver not in _receivers:
        _receivers.append(receiver)


def send(message: EmailMessage) -> bool:
    """Whether the mail server took it."""
    outcome = _hand_over(message)
    for receiver in _receivers:
        receiver(outcome)
    return outcome == Outcome.SENT


def _hand_over(message: EmailMessage) -> Outcome:
    message.extra_headers["Message-ID"] = f"<{uuid4()}@{urlsplit(settings.PUBLIC_ADDRESS).hostname}>"
    connection = get_connection(timeout=PATIENCE)
    try:
        _server.through(connection.open)
    except (SMTPException, OSError) as error:
        return _not_sent(error, Outcome.AWAY)
    message.connection = connection
    try:
        message.send()
    except (SMTPException, OSError) as error:
        return _not_sent(error, Outcome.REFUSED)
    finally:
        with suppress(SMTPException, OSError):
            connection.close()
    return Outcome.SENT


def _not_sent(error: Exception, outcome: Outcome) -> Outcome:
    # The error's text may name the recipient; its kind never does.
    logger.warning("An account mail was not sent: %s", type(error).__name__)
    return outcome
