"""``rathaus import-catalogue dldb <folder>``: another city's catalogue beside our own; twice changes nothing."""

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from rathaus.portal.catalogue.actions import import_catalogue
from rathaus.portal.catalogue.imports import FORMATS, Unreadable


class Command(BaseCommand):
    help = "Import a catalogue of services and offices from a folder of files."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("format", choices=sorted(FORMATS))
        parser.add_argument("folder", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            catalogue = FORMATS[options["format"]](options["folder"])
        except Unreadable as fault:
            raise CommandError(f"Nothing was imported. {fault}") from fault
        report = import_catalogue(catalogue, by="system")
        for kind, tally in (("offices", report.offices), ("services", report.services)):
            self.stdout.write(f"{kind}: {tally}")
            for place, reason in tally.skipped:
                self.stderr.write(f"skipped {place}: {reason}")
