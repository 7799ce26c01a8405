"""Killed at named places: before and after each side effect, where a crash at a random moment hardly ever falls."""

from pathlib import Path

from faults.house import WEB, WORKERS
from faults.stage import Outcome, Stage, wait_until

POINTS = {
    "file-stored": "a file lies in the store, its row is not written yet",
    "submission-committed": "an application is committed, its sender was not told",
    "idea-committed": "an idea is committed, its author was not told",
    "task-claimed": "a worker has taken a task and done nothing of it",
    "receipt-uncommitted": "a receipt is stored and in the inbox, but not committed",
    "receipt-committed": "a receipt is committed, its task is not over",
    "notice-posted": "a notice is in the inbox, its decision does not know it yet",
    "mail-accepted": "the mail server has taken a mail, nobody has noted it",
    "keys-uncommitted": "keys are wrapped under the new master key, but not committed",
}
"""Every ``crash_point`` of the program, and what has happened there."""
ROTATION = "keys-uncommitted"
_TIMES = 3
_PATIENCE = 120


def run(stage: Stage) -> Outcome:
    """The house runs as the demo, where there are such places; each kills, under load, several times."""
    house, tickets = stage.house, stage.folder / "tickets"
    tickets.mkdir(exist_ok=True)
    house.stop()
    house.set(RATHAUS_MODE="demo", RATHAUS_CRASH_TICKETS=str(tickets))
    house.start()
    faults, hits = [], 0
    ledger = stage.ledger("points")
    with stage.load(ledger) as load:
        for point in (point for point in POINTS if point != ROTATION):
            for _ in range(_TIMES):
                hit = _hit(tickets / point)
                hits += hit
                if not hit:
                    faults.append(f"nobody came to the point {point} within {_PATIENCE} seconds")
                    break
    faults += _rotate(stage, tickets)
    house.stop()
    house.set(RATHAUS_MODE="production", RATHAUS_CRASH_TICKETS="")
    house.start(WEB)
    brought = f"{hits + 1} × dead at {len(POINTS)} named points"
    return stage.outcome("points", brought, ledger, load.watch, faults=faults)


def _hit(ticket: Path) -> bool:
    """Whether somebody came to the point, and died of it."""
    ticket.touch()
    if wait_until(lambda: not ticket.exists(), _PATIENCE):
        return True
    ticket.unlink(missing_ok=True)
    return False


def _rotate(stage: Stage, tickets: Path) -> list[str]:
    """The master key is changed; the first try dies in the middle, the second one ends what it left."""
    house = stage.house
    house.stop(*WORKERS)
    house.change_vault_key()
    (tickets / ROTATION).touch()
    died, ended = house.manage("rotate-keys"), house.manage("rotate-keys")
    verified = house.manage("rotate-keys", "--verify")
    said = [f"rotate-keys ended with {died.returncode}, not as if killed"] if died.returncode != 137 else []
    return said + [done.stderr[-500:] for done in (ended, verified) if done.returncode]
