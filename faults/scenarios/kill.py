"""F1: killed at any moment. ``kill -9`` of web and workers, 0 to 50 ms after somebody sent a form, under load."""

import time
from collections import Counter
from collections.abc import Callable

from faults.house import WEB, WORKERS
from faults.stage import Outcome, Stage

_LATEST = 0.05
"""Seconds after a form was sent."""
_PATIENCE = 120


def run(stage: Stage) -> Outcome:
    """All processes are started again at once, as systemd would."""
    house, chance = stage.house, stage.chance
    house.start()
    strikes: dict[str, Callable[[], None]] = {
        "web worker": lambda: house.kill_one_web_worker(chance),
        "background worker": lambda: house.kill(chance.choice(WORKERS)),
        "web": lambda: house.kill(WEB),
        "all": lambda: house.kill(WEB, *WORKERS),
    }
    killed: Counter[str] = Counter()
    faults = []
    ledger = stage.ledger("kill")
    with stage.load(ledger) as load:
        for _ in range(stage.options.kills):
            kind = chance.choices([*strikes], (4, 3, 2, 1))[0]
            load.watch.wait_for_post(_PATIENCE)
            time.sleep(chance.uniform(0, _LATEST))
            strikes[kind]()
            killed[kind] += 1
            before = load.watch.count
            if not load.watch.wait_for_more(before, _PATIENCE):
                faults.append(f"nobody was told anything for {_PATIENCE} seconds after the kill of: {kind}")
    brought = ", ".join(f"{times} × {kind}" for kind, times in killed.items())
    return stage.outcome("kill", f"{killed.total()} × kill -9: {brought}", ledger, load.watch, faults=faults)
