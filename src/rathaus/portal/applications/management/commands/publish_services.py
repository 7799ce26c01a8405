"""``rathaus publish-services``: publishes the applications of all services that the catalogue knows."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rathaus.portal.applications.actions.publishing import Refused, publish
from rathaus.portal.applications.blueprints.folders import application_folders
from rathaus.portal.catalogue.models import Service


class Command(BaseCommand):
    help = "Publish the applications of all services in the catalogue; what did not change keeps its version."

    def handle(self, *args: Any, **options: Any) -> None:
        services = Service.objects.in_bulk(field_name="slug")
        refused = False
        for folder in application_folders():
            if folder.name not in services:
                self.stderr.write(f"{folder.name}: not in the catalogue, skipped")
                continue
            try:
                definition = publish(services[folder.name], folder)
            except Refused as error:
                self.stderr.write(str(error))
                refused = True
            else:
                self.stdout.write(f"{folder.name}: version {definition.version} is in force")
        if refused:
            raise CommandError("Some applications have faults and were not published.")
