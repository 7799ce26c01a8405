"""Where the mailbox is: ``IMAP_URL`` taken apart."""

from dataclasses import dataclass
from typing import Literal
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

PORTS = {"imaps": 993, "imap+tls": 143, "imap": 143}
"""TLS from the start, TLS by STARTTLS, none (for the same machine only)."""


@dataclass(frozen=True)
class Account:
    """One folder of one mailbox, and how to get in."""

    scheme: Literal["imaps", "imap+tls", "imap"]
    host: str
    port: int
    user: str
    password: str
    folder: str

    @property
    def name(self) -> str:
        """Tells it from every other mailbox; holds no password."""
        return f"{self.user}@{self.host}:{self.port}/{self.folder}"[:250]


def account() -> Account:
    """The mailbox named by ``IMAP_URL``; raises ImproperlyConfigured, which never repeats the password."""
    try:
        parts = urlsplit(settings.IMAP_URL)
        port = parts.port
    except ValueError as error:
        raise _wrong() from error
    if parts.scheme not in PORTS or not (parts.hostname and parts.username and parts.password):
        raise _wrong()
    return Account(
        scheme=parts.scheme,  # type: ignore[arg-type]
        host=parts.hostname,
        port=port or PORTS[parts.scheme],
        user=unquote(parts.username),
        password=unquote(parts.password),
        folder=unquote(parts.path.strip("/")) or "INBOX",
    )


def _wrong() -> ImproperlyConfigured:
    return ImproperlyConfigured(
        "IMAP_URL must look like imaps://user:password@host:993/INBOX (or imap+tls://, imap://)"
    )
