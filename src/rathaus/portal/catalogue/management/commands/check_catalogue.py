"""``rathaus check-catalogue``: checks the city's folders without a database."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from rathaus.portal.catalogue.content.checking import faults_of
from rathaus.portal.catalogue.content.reading import read_city


class Command(BaseCommand):
    help = "Check services, offices, life situations and synonyms; names each fault with file and line."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        content = read_city(settings.CONTENT_DIR, settings.CITY)
        faults = faults_of(content)
        for fault in faults:
            self.stderr.write(str(fault))
        if faults:
            raise CommandError(f"{len(faults)} faults in the content.")
        self.stdout.write(f"The content is sound: {len(content.services)} services.")
