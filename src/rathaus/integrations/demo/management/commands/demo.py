"""``rathaus demo``: gives the cast their accounts and desks, and plays what happened in the last weeks."""

from typing import Any

from django.core.management.base import BaseCommand

from rathaus.integrations.demo.actions import seat_all
from rathaus.integrations.demo.performance import perform_play


class Command(BaseCommand):
    help = "Fill the house with the demo's cast and cases; may be called again, then only what is missing is made."

    def handle(self, *args: Any, **options: Any) -> None:
        played = perform_play(seat_all())
        if options["verbosity"]:
            self.stdout.write(f"{played} cases were made.")
