"""``rathaus restore <file>``: fills an empty house from an archive."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rathaus.entrances.ops.backup.reading import told
from rathaus.entrances.ops.backup.refusals import Refused
from rathaus.entrances.ops.backup.restoring import restore
from rathaus.foundation.documents.refusals import Unavailable
from rathaus.foundation.vault.actions import unopenable

WRONG_VAULT_KEY = (
    "All was restored, and the audit chain is whole, but RATHAUS_VAULT_KEY is not the vault key of that day: "
    "what is sealed (answers, files, messages) can't be opened with it. Nothing has to be restored again: give the key "
    "of that day as RATHAUS_VAULT_KEY (or in RATHAUS_VAULT_OLD_KEYS, if the key has changed since and you call "
    "rathaus rotate-keys afterwards). rathaus rotate-keys --verify says whether every key opens. "
    "Then run: rathaus prepare"
)


class Command(BaseCommand):
    help = "Fill an empty house from an archive: looked through first, compared afterwards. Stop web and worker before."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            manifest, faults = restore(options["file"], self._say)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        except Unavailable as error:
            raise CommandError("The file store does not answer. Begin again with the same archive.") from error
        for fault in faults:
            self.stderr.write(fault)
        if faults:
            raise CommandError(f"Restored, but not as it was: {len(faults)} faults.")
        self.stdout.write(f"Restored, and everything is as it was. {told(manifest)}.")
        if next(unopenable(), None):
            raise CommandError(WRONG_VAULT_KEY)
        self.stdout.write("The audit chain is whole. Now run: rathaus prepare")

    def _say(self, line: str) -> None:
        self.stdout.write(line)
        self.stdout.flush()
