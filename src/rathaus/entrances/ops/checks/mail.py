"""Whether what the house writes reaches anybody."""

from email.utils import parseaddr
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.core.exceptions import ValidationError
from django.core.mail import get_connection
from django.core.validators import validate_email

from rathaus.lib.hosts import is_nobodys, is_this_machine

TIMEOUT = 5
"""Seconds for each step."""


@register("rathaus", deploy=True)
def mails_are_sent(**_: Any) -> list[CheckMessage]:
    host = getattr(settings, "EMAIL_HOST", "localhost")
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        said = "SMTP_URL is not set: mails lie in DATA_DIR/mail, and nobody can confirm an address."
        return [Error(said, hint="SMTP_URL=smtp+tls://user:password@mail.…:587", id="rathaus.no_mail_server")]
    if settings.EMAIL_USE_TLS or is_this_machine(host):
        return []
    said = f"SMTP_URL leads to {host} without TLS: mails, and the password if there is one, can be read on their way."
    return [Warning(said, hint="Use smtp+tls://", id="rathaus.open_mail")]


@register("rathaus", deploy=True)
def the_mail_server_answers(**_: Any) -> list[CheckMessage]:
    if not settings.EMAIL_BACKEND.endswith("smtp.EmailBackend"):
        return []
    try:
        with get_connection(timeout=TIMEOUT):
            return []
    except (SMTPException, OSError) as error:
        said = f"SMTP_URL: {settings.EMAIL_HOST}:{settings.EMAIL_PORT} takes no mail from here ({_why(error)})."
        hint = "Are host, port, user and password right, and does this machine trust the server's certificate?"
        return [Error(said, hint=hint, id="rathaus.mail_server_away")]


def _why(error: OSError) -> str:
    """Nothing that a server wrote: it may repeat the user."""
    return type(error).__name__ if isinstance(error, SMTPException) or not error.strerror else error.strerror


@register("rathaus", deploy=True)
def mails_have_a_sender(**_: Any) -> list[CheckMessage]:
    address, hint = parseaddr(settings.DEFAULT_FROM_EMAIL)[1], "RATHAUS_MAIL_FROM=Rathaus <nicht-antworten@…>"
    try:
        validate_email(address)
    except ValidationError:
        said = f"RATHAUS_MAIL_FROM is {settings.DEFAULT_FROM_EMAIL!r}, which is no e-mail address."
        return [Error(said, hint=hint, id="rathaus.no_sender")]
    domain = address.rpartition("@")[2]
    if not is_nobodys(domain):
        return []
    said = f"RATHAUS_MAIL_FROM has the domain {domain}, to which no answer and no bounce comes back."
    return [Error(said, hint=hint, id="rathaus.no_sender")]
