"""F22, F29: a queue that has grown while no worker ran, with poison in it; and a reader who holds SQLite's log open."""

import json
import time

import pysqlite3 as sqlite3

from faults.house import WEB, WORKERS
from faults.stage import Outcome, Stage

_POISON = 30
_LONGEST_LOG = 256 * 1024 * 1024
"""Bytes of the write-ahead log with a reader in it."""


def poison(stage: Stage) -> Outcome:
    """Nobody works for a while; some of what piles up can only fail. All else is done, and what failed is told."""
    stage.house.stop()
    stage.house.start(WEB)
    ledger = stage.ledger("backlog")
    with stage.load(ledger) as load:
        time.sleep(stage.options.seconds / 2)
        stage.house.python("-m", "faults.tamper", "poison", str(_POISON))
        time.sleep(stage.options.seconds / 2)
    stage.house.start(*WORKERS)
    time.sleep(stage.options.seconds)
    stage.house.stop(*WORKERS)
    rest = stage.house.manage("worker", "--batch")
    told = json.loads(stage.house.python("-m", "faults.tamper", "forget-poison").stdout or "{}")
    faults = [] if told == {"FAILED": _POISON} else [f"of {_POISON} poisoned tasks: {told}. {rest.stderr[-300:]}"]
    brought = f"no worker for {stage.options.seconds:.0f} s, {_POISON} tasks that can only fail among the others"
    return stage.outcome("backlog", brought, ledger, load.watch, faults=faults, nobody_killed=True)


def long_reader(stage: Stage) -> Outcome:
    """Somebody reads in one transaction all the time: nobody is told that the database is busy, the log stays small."""
    stage.house.start()
    ledger, file = stage.ledger("reader"), stage.house.data / "rathaus.sqlite3"
    log = file.with_name(f"{file.name}-wal")
    reader = sqlite3.connect(file, isolation_level=None, check_same_thread=False)
    with stage.load(ledger) as load:
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM audit_entry").fetchone()
        time.sleep(2 * stage.options.seconds)
        longest = log.stat().st_size
        reader.execute("COMMIT")
        time.sleep(stage.options.seconds / 2)
    reader.close()
    faults = [f"somebody was told {kind}, {times} times" for kind, times in load.watch.failures.items()]
    faults += [f"the log grew to {longest} bytes"] if longest > _LONGEST_LOG else []
    outcome = stage.outcome(
        "reader",
        f"one transaction reads for {2 * stage.options.seconds:.0f} s while all write",
        ledger,
        load.watch,
        faults=faults,
        nobody_killed=True,
    )
    outcome.figures["log"] = f"{longest / 2**20:.1f} MB"
    return outcome
