"""``rathaus replay-duisburg``: plays the workshop series of 2018 through the same actions that people use today."""

from typing import Any

from django.core.management.base import BaseCommand

from rathaus.integrations.demo.replay.performance import replay


class Command(BaseCommand):
    help = "Play the series of 2018: 271 ideas, 51 pursued, 16 of high priority. Twice changes nothing."

    def handle(self, *args: Any, **options: Any) -> None:
        count = replay()
        if options["verbosity"]:
            self.stdout.write(f"{count} ideas were replayed." if count else "The series was there already.")
