"""``rathaus workshops-due``: what time brings to workshops, should the worker have missed it; for every hour."""

from typing import Any

from django.core.management.base import BaseCommand

from rathaus.participation.workshops.clock import pass_time_for_all


class Command(BaseCommand):
    help = "Close registrations whose deadline has passed, remind those who come, mark what is over."

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{pass_time_for_all()} workshops looked at.")
