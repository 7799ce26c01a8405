"""``rathaus translations``: update or check the English catalogue."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rathaus.foundation.design import translations


class Command(BaseCommand):
    help = "Update the English catalogue from the sources, or check that nothing is missing."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("what", choices=["update", "check"])

    def handle(self, *args: Any, what: str, **options: Any) -> None:
        if what == "update":
            total = len(translations.update())
            self.stdout.write(f"{total} texts, {len(translations.missing())} still without English.")
            return
        missing = translations.missing()
        for text in missing:
            self.stderr.write(text)
        if missing:
            raise CommandError(f"{len(missing)} texts have no English.")
        self.stdout.write("Every text has its English.")
