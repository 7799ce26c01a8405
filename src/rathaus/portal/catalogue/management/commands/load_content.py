"""``rathaus load-content``: stores the city's folders; twice changes nothing."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from rathaus.portal.catalogue.actions import Faulty, load_content


class Command(BaseCommand):
    help = "Load services, offices and life situations of the city from its content folders."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            report = load_content(settings.CONTENT_DIR, settings.CITY, by="system")
        except Faulty as faulty:
            for fault in faulty.faults:
                self.stderr.write(str(fault))
            raise CommandError(f"Nothing was loaded: {len(faulty.faults)} faults in the content.") from faulty
        for kind, tally in vars(report).items():
            self.stdout.write(f"{kind}: {tally}")
