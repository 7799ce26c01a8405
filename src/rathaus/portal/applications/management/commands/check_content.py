"""``rathaus check-content``: checks every service's application and walks its examples."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rathaus.lib.toml import ContentFault
from rathaus.portal.applications.blueprints.assembly import assemble
from rathaus.portal.applications.blueprints.checking import check
from rathaus.portal.applications.blueprints.folders import application_folders, city_folder
from rathaus.portal.applications.blueprints.reading import Folder, read_folder
from rathaus.portal.applications.examples import walk


class Command(BaseCommand):
    requires_system_checks: list[str] = []
    help = "Check the applications of all services and walk their examples; names each fault with file and line."

    def handle(self, *args: Any, **options: Any) -> None:
        folders = [read_folder(path, city_folder()) for path in application_folders()]
        faults = [fault for folder in folders for fault in check(folder) or _walked(folder)]
        for fault in faults:
            self.stderr.write(str(fault))
        if faults:
            raise CommandError(f"The content has faults: {len(faults)}.")
        examples = sum(len(folder.examples) for folder in folders)
        self.stdout.write(f"The content is sound: {len(folders)} applications, {examples} examples walked.")


def _walked(folder: Folder) -> list[ContentFault]:
    """What the examples of a sound folder lead to, where it is not what they expect."""
    blueprint = assemble(folder.content)
    return [
        ContentFault(source.file, source.line(("expect",)), message)
        for source in folder.examples.values()
        for message in walk(source.table, blueprint).faults
    ]
