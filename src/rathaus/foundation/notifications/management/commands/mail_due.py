"""``rathaus mail-due``: what time brings to mails, should the worker have missed it; for every hour."""

from typing import Any

from django.core.management.base import BaseCommand

from rathaus.foundation.notifications.actions.catching_up import catch_up


class Command(BaseCommand):
    help = "Make digests that are due, send mails that nobody looks after, try the mail server again."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{catch_up()} mails and digests were overdue.")
