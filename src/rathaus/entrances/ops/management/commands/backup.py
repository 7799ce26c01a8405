"""``rathaus backup <file>``: database and files of this moment in one sealed archive, while the house runs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rathaus.entrances.ops.backup.making import make
from rathaus.entrances.ops.backup.reading import told, verify
from rathaus.entrances.ops.backup.refusals import Refused
from rathaus.foundation.documents.refusals import Unavailable


class Command(BaseCommand):
    help = "Put database and files of this moment into one sealed archive, while the house runs, and read it back."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the archive; it must not be there yet")
        parser.add_argument("--verify", action="store_true", help="only read an archive that is there, all of it")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest = (verify if options["verify"] else make)(options["file"], self._say)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        except Unavailable as error:
            raise CommandError("There is no backup: the file store does not answer.") from error
        self.stdout.write(f"The archive is whole. {told(manifest)}.")
        if gone := manifest["deleted"]:
            self.stdout.write(f"Deleted while it was made, and therefore not in it: {len(gone)} files.")
        if missing := manifest["missing"]:
            raise CommandError(f"Files that the house itself had lost, and that are not in it: {', '.join(missing)}")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
