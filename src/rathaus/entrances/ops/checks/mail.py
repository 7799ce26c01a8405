"""Whether what the house writes reaches anybody."""

from email.utils import parseaddr
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

ON_THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}
NOBODYS = (".example", ".invalid", ".test", ".localhost", "example.com", "example.org", "example.net")
"""Domains that belong to nobody (RFC 2606)."""


@register("rathaus", deploy=True)
def mails_are_sent(**_: Any) -> list[CheckMessage]:
    host = getattr(settings, "EMAIL_HOST", "localhost")
    if settings.EMAIL_BACKEND.endswith("filebased.EmailBackend"):
        said = "SMTP_URL is not set: mails lie in DATA_DIR/mail, and nobody can confirm an address."
        return [Error(said, hint="SMTP_URL=smtp+tls://user:password@mail.…:587", id="rathaus.no_mail_server")]
    if settings.EMAIL_USE_TLS or host in ON_THIS_MACHINE:
        return []
    said = f"SMTP_URL leads to {host} without TLS: mails, and the password if there is one, can be read on their way."
    return [Warning(said, hint="Use smtp+tls://", id="rathaus.open_mail")]


@register("rathaus", deploy=True)
def mails_have_a_sender(**_: Any) -> list[CheckMessage]:
    domain = parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
    if domain and not f".{domain}".endswith(NOBODYS):
        return []
    said = f"RATHAUS_MAIL_FROM has the domain {domain or '(none)'}, to which no answer and no bounce comes back."
    return [Error(said, hint="RATHAUS_MAIL_FROM=Rathaus <nicht-antworten@…>", id="rathaus.no_sender")]


@register("rathaus", deploy=True)
def the_mailbox_is_read_by_tls(**_: Any) -> list[CheckMessage]:
    if not settings.IMAP_URL.startswith("imap://") or any(f"@{host}" in settings.IMAP_URL for host in ON_THIS_MACHINE):
        return []
    said = "IMAP_URL leads to another machine without TLS: the mailbox's password can be read on its way."
    return [Error(said, hint="Use imaps:// or imap+tls://", id="rathaus.open_mailbox")]
