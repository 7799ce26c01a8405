"""``rathaus demo``: gives the cast their accounts and desks, plays what happened in the last weeks, and in 2018."""

from typing import Any

from django.core.management.base import BaseCommand

from rathaus.integrations.demo.account import play_account
from rathaus.integrations.demo.actions import seat_all
from rathaus.integrations.demo.performance import perform_play
from rathaus.integrations.demo.present import play_present
from rathaus.integrations.demo.replay.performance import replay


class Command(BaseCommand):
    help = "Fill the house with the demo's cast and cases; may be called again, then only what is missing is made."

    def handle(self, *args: Any, **options: Any) -> None:
        cast = seat_all()
        played = perform_play(cast)
        # First: its ideas have the numbers of 2018.
        replayed = replay()
        play_present(cast)
        play_account(cast)
        if options["verbosity"]:
            self.stdout.write(f"{played} cases were made, {replayed} ideas replayed.")
