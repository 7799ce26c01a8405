"""``rathaus lock-account``: nobody comes in by an account any more, at once."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rathaus.foundation.accounts.locking import lock, unlock
from rathaus.foundation.accounts.models import Person


class Command(BaseCommand):
    help = "Lock the account with this e-mail address and end all its sessions; --open opens it again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--open", action="store_true", dest="opens")

    def handle(self, *args: Any, email: str, opens: bool, **options: Any) -> None:
        person = Person.objects.filter(email=email.lower()).first()
        if person is None:
            raise CommandError("Nobody has an account with this address.")
        (unlock if opens else lock)(person, by="system")
        self.stdout.write("The account is open again." if opens else "The account is locked; she is out everywhere.")
