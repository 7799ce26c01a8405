"""``rathaus prepare``: brings database, static files and content to the state of this checkout."""

from typing import Any

from django.core.management import call_command, get_commands
from django.core.management.base import BaseCommand

STEPS = ("migrate", "collectstatic", "load_content", "publish_services", "demo")
ASKING = {"migrate", "collectstatic"}
"""These would ask a person."""


class Command(BaseCommand):
    help = "Bring database, static files and content up to date; may be called as often as you like."

    def handle(self, *args: Any, **options: Any) -> None:
        # The demo is not installed in production.
        known = get_commands()
        for step in (step for step in STEPS if step in known):
            self.stdout.write(f"Preparing: {step.replace('_', ' ')} …")
            self.stdout.flush()
            call_command(step, verbosity=0, **({"interactive": False} if step in ASKING else {}))
