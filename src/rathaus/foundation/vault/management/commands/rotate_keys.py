"""``rathaus rotate-keys``: wraps every key under the master key in force, while the house runs."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rathaus.foundation.vault import sealing
from rathaus.foundation.vault.actions import masters, rotate, unopenable


class Command(BaseCommand):
    help = "Wrap every key under RATHAUS_VAULT_KEY; may be stopped and begun again. The old one is not needed after it."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--verify", action="store_true", help="change nothing; open every key and count")

    def handle(self, *args: Any, verify: bool, **options: Any) -> None:
        (self._verify if verify else self._rotate)()

    def _rotate(self) -> None:
        total = 0
        try:
            for done in rotate():
                total += done
                self.stdout.write(f"{total} keys wrapped anew …")
        except sealing.Broken as broken:
            raise CommandError(f"{broken}. Give it in RATHAUS_VAULT_OLD_KEYS.") from broken
        self.stdout.write(f"Done: {total} keys wrapped anew, all rest under master key {sealing.master_name()}.")

    def _verify(self) -> None:
        in_force = sealing.master_name()
        for name, count in masters().items():
            self.stdout.write(f"{name}: {count} keys{' (in force)' if name == in_force else ' (old)'}")
        if shut := list(unopenable()):
            raise CommandError(f"{len(shut)} keys can't be opened with the master keys at hand: {', '.join(shut[:5])}")
        if set(masters()) - {in_force}:
            raise CommandError("Old master keys are still needed: run rathaus rotate-keys.")
        self.stdout.write("All keys rest under the master key in force; old ones can be destroyed.")
