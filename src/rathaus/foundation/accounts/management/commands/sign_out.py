"""``rathaus sign-out``: ends the sessions of one person, or of everyone."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.accounts.sessions import end_all, end_everyone


class Command(BaseCommand):
    help = "Sign out the person with this e-mail address on all devices, or everyone; they may come in again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        whom = parser.add_mutually_exclusive_group(required=True)
        whom.add_argument("email", nargs="?")
        whom.add_argument("--everyone", action="store_true")

    def handle(self, *args: Any, email: str | None, everyone: bool, **options: Any) -> None:
        if everyone:
            self.stdout.write(f"{end_everyone(by='system')} sessions ended.")
            return
        person = Person.objects.filter(email=(email or "").lower()).first()
        if person is None:
            raise CommandError("Nobody has an account with this address.")
        self.stdout.write(f"{end_all(person, by='system')} sessions ended.")
