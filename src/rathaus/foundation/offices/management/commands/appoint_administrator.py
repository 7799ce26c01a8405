"""``rathaus appoint-administrator``: gives the first person the right to give roles."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.offices.actions.staff import entrust


class Command(BaseCommand):
    help = "Let the person with this e-mail address give and take roles; she must have an account."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, email: str, **options: Any) -> None:
        person = Person.objects.proven_by(email)
        if person is None:
            raise CommandError("Nobody has an account with this address; the person signs up first.")
        entrust(person, is_editor=person.is_editor, is_administrator=True, by="system")
        self.stdout.write("She gives and takes roles at /arbeitsplatz/personal/.")
