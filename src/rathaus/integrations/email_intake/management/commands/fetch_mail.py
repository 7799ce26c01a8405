"""``rathaus fetch-mail``: takes in what came by mail."""

import logging
from argparse import ArgumentParser
from collections import Counter
from time import sleep
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, close_old_connections

from rathaus.foundation.vault.fitting import refuse_foreign_key
from rathaus.integrations.email_intake.account import Account, account
from rathaus.integrations.email_intake.mailbox import TROUBLE
from rathaus.integrations.email_intake.passes import fetch_new

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Read the mailbox in IMAP_URL: each new mail becomes an idea for the team to check, or is put aside."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--watch", action="store_true", help="go on for ever, with IMAP_INTERVAL seconds between")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.IMAP_URL:
            raise CommandError("There is no mailbox: set IMAP_URL.")
        refuse_foreign_key()
        if options["watch"]:
            self.watch(account())
        self.stdout.write(told(self.pass_over(account())))

    def pass_over(self, mailbox: Account) -> Counter[str]:
        try:
            return fetch_new(mailbox)
        except TROUBLE as error:
            # Its text may repeat what the server said of a mail or an account.
            raise CommandError(f"The mailbox cannot be read: {type(error).__name__}") from error

    def watch(self, mailbox: Account) -> None:
        while True:
            try:
                if outcomes := self.pass_over(mailbox):
                    self.stdout.write(told(outcomes))
            except CommandError as error:
                logger.warning("%s", error)
            except DatabaseError as error:
                logger.warning("The database cannot be used: %s", type(error).__name__)
            close_old_connections()
            sleep(settings.IMAP_INTERVAL)


def told(outcomes: Counter[str]) -> str:
    """``3 mails: 2 idea, 1 bounce``."""
    parts = ", ".join(f"{count} {outcome}" for outcome, count in sorted(outcomes.items()))
    return f"{outcomes.total()} mails{': ' if parts else ''}{parts}"
