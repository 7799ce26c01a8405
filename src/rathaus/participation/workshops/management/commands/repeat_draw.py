"""``rathaus repeat-draw``: repeats a draw from what was published of it."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from rathaus.participation.workshops import draw
from rathaus.participation.workshops.models import Workshop
from rathaus.participation.workshops.story import story_of


class Command(BaseCommand):
    help = "Repeat a draw: from auslosung.json of the workshop's page, or for a workshop of this house."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("source", help="a JSON file, or the address of a workshop: e-government-2018")

    def handle(self, *args: Any, **options: Any) -> None:
        said = _published(options["source"])
        for lot in said.lots:
            self.stdout.write(f"{lot.digest} {lot.number} {lot.group}")
        if wrong := draw.faults(said):
            raise CommandError("\n".join(wrong))
        self.stderr.write(f"Die Auslosung stimmt: {len(said.order)} Anmeldungen, {said.source}.")


def _published(source: str) -> draw.Published:
    if source.endswith(".json"):
        return _read(Path(source))
    workshop = Workshop.objects.filter(slug=source).first()
    story = story_of(workshop) if workshop else None
    if story is None or story.published is None:
        raise CommandError(f"Für „{source}“ wurde nichts ausgelost.")
    return story.published


def _read(path: Path) -> draw.Published:
    try:
        return draw.Published.read(json.loads(path.read_text("utf-8")))
    except OSError as error:
        raise CommandError(f"{path} lässt sich nicht lesen.") from error
    except (KeyError, TypeError, ValueError) as error:
        raise CommandError(f"{path} ist keine Datei einer Auslosung.") from error
