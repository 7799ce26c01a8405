"""F14: the clock jumps, by an hour or a day, forward and back; and the night in which summer time begins or ends."""

import itertools
import os
import shutil
import subprocess
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from faults.people import settle
from faults.stage import Outcome, Stage
from faults.watch import Watch

_JUMPS = ("-1d", "+1h", "-1h", "+1d", "+0")
"""Each against the machine's clock, one after the other: from -1d to +1h it is a jump of 25 hours."""
_BERLIN = ZoneInfo("Europe/Berlin")
_YEAR = 366 * 24
"""Hours."""
_DAYS = 3 * 24 * 60
"""Minutes that pass before the books are compared: what was put off by a jump is done by then."""
_SETTINGS = {
    "FAKETIME_DONT_FAKE_MONOTONIC": "1",
    "TZ": "UTC",
    # With the monotonic clock left alone, its sleep fails: see there.
    "PYTHONPATH": str(Path(__file__).parent.parent / "under_libfaketime"),
}


def run(stage: Stage) -> Outcome:
    """Web and workers get their time from libfaketime, PostgreSQL from the machine."""
    if (library := _library()) is None:
        return Outcome("clock", stage.database, "", skipped="needs the Debian package faketime, which is not there")
    ledger = stage.ledger("clock")
    watches: list[Watch] = []
    changes = [f"@{hour:%Y-%m-%d} 00:59:55" for hour in _changes(datetime.now(UTC))]
    for moment in (*_JUMPS, *changes):
        stage.house.stop()
        stage.house.set(LD_PRELOAD=library, FAKETIME=moment, **_SETTINGS)
        stage.house.start()
        # Registration for the workshop has not begun in those nights.
        with stage.load(ledger, without=("take_seat",) if moment in changes else ()) as load:
            time.sleep(stage.options.seconds)
        watches.append(load.watch)
    brought = f"clock {', '.join(_JUMPS)}; the nights {', '.join(change[1:11] for change in changes)}"
    outcome = stage.outcome("clock", brought, ledger, *watches, minutes=_DAYS, nobody_killed=True)
    stage.house.stop()
    for name in ("LD_PRELOAD", "FAKETIME", *_SETTINGS):
        stage.house.settings.pop(name)
    # Who was settled now and acted then is no measure for what comes next.
    stage.people = settle(stage.house.settings, len(stage.people.citizens))
    return outcome


def _changes(now: datetime) -> list[datetime]:
    """When summer time last ended and last began, in UTC: past nights, so that nothing is put off until next year."""
    hours = (now.replace(minute=0, second=0, microsecond=0) - timedelta(hours=back) for back in range(_YEAR))
    changed = (hour for hour in hours if _offset(hour) != _offset(hour - timedelta(hours=1)))
    return sorted(itertools.islice(changed, 2))


def _offset(at: datetime) -> timedelta | None:
    return at.astimezone(_BERLIN).utcoffset()


def _library() -> str | None:
    """Where libfaketime lies, installed first where that is possible."""
    if (found := _installed()) is None and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "install", "-y", "-qq", "libfaketime"], check=False, capture_output=True)
        found = _installed()
    return found


def _installed() -> str | None:
    places = Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")
    return next((str(place) for place in places), None)
