"""How a trial goes: visitors in, the fault, the recovery, the mending, visitors out, the books compared."""

import json
import re
import sys
import time
from dataclasses import dataclass, field

from deploy.cluster.trial.canaries import missing, two_primaries
from deploy.cluster.trial.databases import NotInTime
from deploy.cluster.trial.scene import Scene
from deploy.cluster.trial.trials import Trial

BEFORE = 5
"""So many deeds are acknowledged before the fault, after the recovery, and after the mending."""
PATIENCE = 90
ROWS = "SELECT coalesce(json_agg(json_build_array(machine, number)), '[]') FROM canary"


@dataclass
class Outcome:
    """``writing``, ``reading`` and ``database``: seconds without service of visitors' deeds, of pages, of commits."""

    name: str
    what: str
    acknowledged: int = 0
    writing: float = 0.0
    reading: float = 0.0
    database: float = 0.0
    lost: int = 0
    doubled: int = 0
    complaints: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)


def run(trial: Trial, scene: Scene) -> Outcome:
    """Break, watch, mend, compare."""
    outcome = Outcome(trial.name, trial.what)
    scene.databases.wait_until(scene.databases.whole, "the cluster whole before the fault")
    rewound = {machine.name: scene.databases.rewound(machine.name) for machine in scene.databases.machines}
    restarts = len(scene.houses.restarts)
    scene.let_visitors_in()
    try:
        _break_and_mend(trial, scene, outcome)
    except NotInTime as late:
        outcome.complaints.append(str(late))
    finally:
        in_peace = scene.load.stop()
    since = scene.struck - 1
    outcome.acknowledged = scene.load.watch.count
    outcome.writing = scene.load.watch.longest_gap(since)
    outcome.reading, outcome.database = scene.reader.gap(since), scene.canaries.gap(since)
    back = [name for name, before in rewound.items() if scene.databases.rewound(name) > before]
    outcome.remarks += [f"{name} was rewound" for name in back]
    outcome.remarks += [f"{name} started again" for name in sorted(set(scene.houses.restarts[restarts:]))]
    if not in_peace:
        outcome.complaints.append("visitors were not answered within a minute after all was mended")
    wrong = _compared(scene)
    outcome.lost = sum(bool(re.search(r"is there 0 times|is gone$", line)) for line in wrong)
    outcome.doubled = sum(bool(re.search(r"is there ([2-9]|\d\d+) times", line)) for line in wrong)
    outcome.complaints += [f"a visitor was told: {odd}" for odd in scene.load.watch.odd] + wrong
    return outcome


def _break_and_mend(trial: Trial, scene: Scene, outcome: Outcome) -> None:
    _more_deeds(scene, "before the fault")
    scene.struck = time.monotonic()
    name = trial.strike(scene)
    outcome.remarks.append(f"struck {name}")
    if trial.recovered:
        recovered = trial.recovered
        scene.databases.wait_until(lambda: recovered(scene, name), "the cluster helping itself", PATIENCE)
        _more_deeds(scene, "after the recovery")
    else:
        _hold(trial, scene, outcome)
    mended = time.monotonic()
    trial.mend(scene, name)
    scene.databases.wait_until(scene.databases.whole, "the cluster whole after the mending", PATIENCE)
    scene.databases.wait_until(scene.houses.ready, "both app servers ready", PATIENCE)
    _more_deeds(scene, "after the mending")
    if not trial.recovered:
        outcome.remarks.append(
            f"held {mended - scene.struck:.0f} s, then back after {_first_deed(scene, mended):.1f} s"
        )


def _hold(trial: Trial, scene: Scene, outcome: Outcome) -> None:
    """Nothing may be acknowledged once the last primary has noticed; half of ``held`` is given for that."""
    time.sleep(trial.held / 2)
    outcome.complaints += scene.reader.complaints()
    silent = time.monotonic()
    count = scene.load.watch.count
    time.sleep(trial.held / 2)
    taken = [line for line in scene.canaries.lines(silent) if line.begun > silent]
    outcome.complaints += [f"{line.machine} took a line although it was alone" for line in taken]
    if scene.load.watch.count > count:
        outcome.complaints.append("visitors were told that something counts although no two machines could hold it")


def _more_deeds(scene: Scene, when: str) -> None:
    if not scene.load.watch.wait_for_more(scene.load.watch.count + BEFORE, PATIENCE):
        raise NotInTime(f"nothing was acknowledged {when} within {PATIENCE} seconds")


def _first_deed(scene: Scene, mended: float) -> float:
    return next((line.taken for line in scene.canaries.lines(mended)), time.monotonic()) - mended


def _compared(scene: Scene) -> list[str]:
    """Ledger and canaries against what is there, once the workers have done what was left to do."""
    lines = scene.canaries.lines()
    present = {(machine, number) for machine, number in json.loads(scene.databases.sql(ROWS, database="canary"))}
    birds = missing(lines, present) + two_primaries(lines)
    mails = ["--mailbox", str(scene.houses.mailbox), "--rest"]
    words = [sys.executable, "-m", "faults.checker", str(scene.ledger.path), *mails]
    scene.houses.rest()
    try:
        told = scene.houses.run(scene.houses.apps[0], words, fine=(0, 1))
    finally:
        scene.houses.start()
    return birds + json.loads(told)["faults"]
