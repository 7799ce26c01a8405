"""F5, F6, F26: the database goes away, or the wire to it; PostgreSQL only."""

import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg

from faults.load import Load
from faults.proxy import wire
from faults.stage import Outcome, Stage
from scripts.postgresql import find_binaries

_RESTARTS, _SWEEPS, _CUTS = 8, 20, 40
_PATIENCE = 120
_HOLE = 15.0
"""Seconds in which nothing comes through."""
_SLOW = 0.05
"""Seconds that everything takes longer each way."""


def restart(stage: Stage) -> Outcome:
    """Restarted at once (as after a crash), and all its connections ended, over and over, under load."""
    stage.house.start()
    faults: list[str] = []
    ledger = stage.ledger("database")
    with stage.load(ledger) as load:
        for _ in range(_RESTARTS):
            _while_posting(stage, load, lambda: _restart(stage.url), "a restart of the database", faults)
        for _ in range(_SWEEPS):
            _while_posting(stage, load, lambda: _end_all(stage.url), "all connections were ended", faults)
    brought = f"{_RESTARTS} × pg_ctl restart -m immediate, {_SWEEPS} × all connections ended"
    return stage.outcome("database", brought, ledger, load.watch, faults=faults)


def commit(stage: Stage) -> Outcome:
    """Committed, and the answer lost: nobody in the house knows, and who sends again gets the same receipt."""
    with wire(stage.url, stage.options.seed) as line:
        ledger = stage.ledger("commit")
        _rewire(stage, line.url)
        with stage.load(ledger) as load:
            line.swallow = 0.1
            end = time.monotonic() + 3 * _PATIENCE
            while line.swallowed < _CUTS and time.monotonic() < end:
                time.sleep(0.1)
            line.swallow = 0.0
        faults = [] if line.swallowed >= _CUTS else [f"only {line.swallowed} answers could be swallowed"]
        outcome = stage.outcome(
            "commit", f"{line.swallowed} × COMMIT without its answer", ledger, load.watch, faults=faults
        )
        _rewire(stage, stage.url)
    return outcome


def silence(stage: Stage) -> Outcome:
    """The wire is slow, then dead, then there again."""
    with wire(stage.url, stage.options.seed) as line:
        ledger = stage.ledger("silence")
        _rewire(stage, line.url)
        faults: list[str] = []
        with stage.load(ledger, timeout=_HOLE * 3) as load:
            line.delay = _SLOW
            time.sleep(stage.options.seconds)
            line.delay, line.dead = 0.0, True
            time.sleep(_HOLE)
            line.dead, before = False, load.watch.count
            if not load.watch.wait_for_more(before, _PATIENCE):
                faults.append(f"nobody was told anything for {_PATIENCE} seconds after the wire was there again")
        brought = f"{stage.options.seconds:.0f} s with {_SLOW * 1000:.0f} ms more each way, {_HOLE:.0f} s dead"
        outcome = stage.outcome("silence", brought, ledger, load.watch, faults=faults)
        _rewire(stage, stage.url)
    return outcome


def _rewire(stage: Stage, url: str) -> None:
    stage.house.stop()
    stage.house.set(DATABASE_URL=url)
    stage.house.start()


def _while_posting(stage: Stage, load: Load, strike: Callable[[], None], what: str, faults: list[str]) -> None:
    load.watch.wait_for_post(_PATIENCE)
    time.sleep(stage.chance.uniform(0, 0.05))
    strike()
    before = load.watch.count
    if not load.watch.wait_for_more(before, _PATIENCE):
        faults.append(f"nobody was told anything for {_PATIENCE} seconds after {what}")


def _restart(url: str) -> None:
    data = Path(unquote(urlsplit(url).hostname or "")) / "data"
    command = [str(find_binaries() / "pg_ctl"), "-D", str(data), "-m", "immediate", "-w", "restart"]
    owner = data.owner()
    subprocess.run(command, user=owner, group=owner, cwd="/", check=True, stdout=subprocess.DEVNULL)


def _end_all(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"
        )
