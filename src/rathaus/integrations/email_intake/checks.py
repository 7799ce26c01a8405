"""What ``rathaus check --deploy`` asks of the mailbox: whether it opens, and only over TLS."""

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from rathaus.integrations.email_intake.account import account
from rathaus.integrations.email_intake.mailbox import TROUBLE, opened
from rathaus.lib.hosts import is_this_machine

TIMEOUT = 5
"""Seconds for each step."""


@register("rathaus", deploy=True)
def the_mailbox_is_read_by_tls(**_: Any) -> list[CheckMessage]:
    if not settings.IMAP_URL or account().scheme != "imap" or is_this_machine(account().host):
        return []
    said = "IMAP_URL leads to another machine without TLS: the mailbox's password can be read on its way."
    return [Error(said, hint="Use imaps:// or imap+tls://", id="rathaus.open_mailbox")]


@register("rathaus", deploy=True)
def the_mailbox_opens(**_: Any) -> list[CheckMessage]:
    if not settings.IMAP_URL or the_mailbox_is_read_by_tls():
        return []
    try:
        with opened(account(), timeout=TIMEOUT):
            return []
    except TROUBLE as error:
        # Its text may repeat what the server said of the account.
        said = (
            f"IMAP_URL: the mailbox at {account().host} does not open ({type(error).__name__}): no idea comes by mail."
        )
        hint = "Are host, port, user, password and folder right, and does this machine trust the server's certificate?"
        return [Error(said, hint=hint, id="rathaus.no_mailbox")]
