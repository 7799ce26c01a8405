"""``rathaus clear-exports``: removes the ZIPs nobody may fetch any more; a part of ``rathaus upkeep``."""

from typing import Any

from django.core.management.base import BaseCommand

from rathaus.entrances.my.actions import clear_away, sweep


class Command(BaseCommand):
    help = "Remove the ZIPs of people's data that nobody may fetch any more; upkeep does it every night."

    def handle(self, *args: Any, **options: Any) -> None:
        clear_away()
        sweep()
