"""Measures one unit in a prepared house; a process of its own, because Django takes its settings but once.

Reads a Run as JSON from its input, writes rows as JSON to its output.
"""

import json
import sys
from dataclasses import asdict
from pathlib import Path

import django

django.setup()

# The units use models, which can only be imported once Django is set up.
from bench.units import (  # noqa: E402
    Run,
    Unit,
    applications,
    desk,
    ideas,
    notice,
    pages,
    rooms,
    search,
    sign_in,
    support,
    takeout,
    weight,
)

UNITS: dict[str, Unit] = {
    "pages": pages.measure,
    "weight": weight.measure,
    "rooms": rooms.measure,
    "applications": applications.measure,
    "takeout": takeout.measure,
    "notice": notice.measure,
    "sign_in": sign_in.measure,
    "search": search.measure,
    "ideas": ideas.measure,
    "support": support.measure,
    "desk": desk.measure,
}


def main() -> None:
    told = json.load(sys.stdin)
    unit = UNITS[told.pop("unit")]
    catalogue = Path(told["catalogue"]) if told["catalogue"] else None
    rows = unit(Run(**told | {"folder": Path(told["folder"]), "catalogue": catalogue}))
    json.dump([asdict(row) for row in rows], sys.stdout)


if __name__ == "__main__":
    main()
