"""``rathaus import-ideas csv <file> --map text=comment-body,id=comment-id``: ideas of another collection."""

from argparse import ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from rathaus.participation.ideas.content import participation
from rathaus.participation.ideas.exchange.importing import NothingDone, import_ideas
from rathaus.participation.ideas.exchange.reading import COLUMNS, Unreadable, read_ideas


def _columns(typed: str) -> dict[str, str]:
    pairs = [pair.partition("=") for pair in typed.split(",")]
    columns = {name.strip(): column.strip() for name, _, column in pairs}
    if "text" not in columns or not set(columns) <= set(COLUMNS) or not all(columns.values()):
        raise ArgumentTypeError(f"wanted text=<column> and any of {', '.join(COLUMNS)}, not {typed!r}")
    return columns


class Command(BaseCommand):
    help = "Import ideas from a file. With an id mapped, doing it twice changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("format", choices=["csv"])
        parser.add_argument("file", type=Path)
        parser.add_argument("--map", type=_columns, required=True, help="our name=column of the file, …")
        parser.add_argument("--field", choices=participation().fields, default="", help="for rows that name none")
        parser.add_argument("--source", default="", help="what the collection is called; the file's name otherwise")
        parser.add_argument("--checked", action="store_true", help="public at once, nobody needs to look")
        parser.add_argument("--keep-going", action="store_true", help="leave out bad rows instead of importing none")

    def handle(self, *args: Any, **options: Any) -> None:
        source = options["source"] or options["file"].name
        try:
            rows = read_ideas(options["file"].read_bytes(), options["map"], field=options["field"], origin_text=source)
            report = import_ideas(rows, source, checked=options["checked"], keep_going=options["keep_going"])
        except (OSError, Unreadable) as fault:
            raise CommandError(f"Nothing was imported. {fault}") from fault
        except NothingDone as nothing:
            self._tell(nothing.faults)
            raise CommandError("Nothing was imported; --keep-going leaves those rows out.") from nothing
        self._tell(report.faults)
        self.stdout.write(f"ideas: {report.new} new, {report.known} known, {len(report.faults)} left out")

    def _tell(self, faults: Any) -> None:
        for line, fault in faults:
            self.stderr.write(f"line {line}: {fault}")
