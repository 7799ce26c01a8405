"""Compares what visitors were told with what is there: database, files, mailbox, audit chain.

``python -m faults.checker <ledger> [--mailbox <folder>] [--rest [<minutes>]]`` in the environment of a house whose
workers have stopped; with ``--rest`` it first does what they left. An empty list of faults means: all that was
acknowledged is there, once and whole, and nothing else is there by half.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import django

if __name__ == "__main__":
    django.setup()

from django.db import connection

from faults import mailbox
from faults.checks import deeds, files, mails, rows
from faults.ledger import acknowledged, open_ended
from faults.rest import come_to_rest
from rathaus.foundation.audit.actions import faults as audit_faults

_STEP = 10
"""Minutes that pass at a time, while the house comes to rest."""


def check(ledger: Path, mails_in: Path | None = None) -> list[str]:
    """Every fault found; ``mails_in`` is the folder of ``faults.mailbox``. To be called where Django is set up."""
    return list(_faults(ledger, mails_in))


def _faults(ledger: Path, mails_in: Path | None) -> Iterator[str]:
    yield from deeds.missing(acknowledged(ledger).values())
    yield from deeds.halves(open_ended(ledger).values())
    yield from rows.unfinished_applications()
    yield from rows.wrong_counters()
    yield from rows.unfinished_tasks()
    yield from files.broken()
    yield from files.strays()
    yield from mails.unannounced()
    if mails_in:
        yield from mails.undelivered(mailbox.ids(mails_in))
    yield from audit_faults()
    yield from _damage()


def _damage() -> Iterator[str]:
    """What the database itself finds wrong."""
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        for question in ("PRAGMA integrity_check", "PRAGMA foreign_key_check"):
            yield from (f"{question}: {row}" for row in cursor.execute(question).fetchall() if row != ("ok",))


def summary(ledger: Path, mails_in: Path | None) -> dict[str, int]:
    """How much was compared."""
    accepted = mailbox.ids(mails_in) if mails_in else {}
    return {
        "acknowledged": len(acknowledged(ledger)),
        "open": len(open_ended(ledger)),
        "mails": len(accepted),
        "mails_twice": sum(times - 1 for times in accepted.values()),
        "strays": files.count_strays(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m faults.checker")
    parser.add_argument("ledger", type=Path)
    parser.add_argument("--mailbox", type=Path)
    parser.add_argument("--rest", type=int, nargs="?", const=_STEP, metavar="MINUTES")
    asked = parser.parse_args()
    if asked.rest:
        come_to_rest(timedelta(minutes=asked.rest))
    told = summary(asked.ledger, asked.mailbox)
    found = check(asked.ledger, asked.mailbox)
    json.dump(told | {"faults": found}, sys.stdout, ensure_ascii=False)
    print(f"\nCHECKED: {len(found)} faults" if found else "\nCHECKED: nothing lost, nothing doubled", file=sys.stderr)
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()
