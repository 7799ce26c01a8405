"""F14: the clock jumps, by an hour or a day, forward and back; and the night in which summer time begins or ends."""

import os
import shutil
import subprocess
import time
from pathlib import Path

from faults.people import settle
from faults.stage import Outcome, Stage
from faults.watch import Watch

_JUMPS = ("-1d", "+1h", "-1h", "+1d", "+0")
"""Each against the machine's clock, one after the other: from -1d to +1h it is a jump of 25 hours."""
_CHANGES = ("@2027-03-28 00:59:55", "@2027-10-31 00:59:55")
"""Five seconds before Europe/Berlin goes from 2 to 3, and from 3 back to 2, in UTC."""
_DAYS = 3 * 24 * 60
"""Minutes that pass before the books are compared: what was put off by a jump is done by then."""


def run(stage: Stage) -> Outcome:
    """Web and workers get their time from libfaketime, PostgreSQL from the machine."""
    if (library := _library()) is None:
        return Outcome("clock", stage.database, "", skipped="needs the Debian package faketime, which is not there")
    ledger = stage.ledger("clock")
    watches: list[Watch] = []
    for moment in (*_JUMPS, *_CHANGES):
        stage.house.stop()
        stage.house.set(LD_PRELOAD=library, FAKETIME=moment, FAKETIME_DONT_FAKE_MONOTONIC="1", TZ="UTC")
        stage.house.start()
        # Registration for the workshop is over by next spring.
        with stage.load(ledger, without=("take_seat",) if moment in _CHANGES else ()) as load:
            time.sleep(stage.options.seconds)
        watches.append(load.watch)
    brought = f"clock {', '.join(_JUMPS)}; the nights of 28 March and 31 October 2027"
    outcome = stage.outcome("clock", brought, ledger, *watches, minutes=_DAYS)
    stage.house.stop()
    for name in ("LD_PRELOAD", "FAKETIME", "FAKETIME_DONT_FAKE_MONOTONIC", "TZ"):
        stage.house.settings.pop(name)
    # The workshop was over in the years that were played; who comes next needs another one.
    stage.people = settle(stage.house.settings, len(stage.people.citizens))
    return outcome


def _library() -> str | None:
    """Where libfaketime lies, installed first where that is possible."""
    if (found := _installed()) is None and os.geteuid() == 0 and shutil.which("apt-get"):
        subprocess.run(["apt-get", "install", "-y", "-qq", "libfaketime"], check=False, capture_output=True)
        found = _installed()
    return found


def _installed() -> str | None:
    places = Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1")
    return next((str(place) for place in places), None)
