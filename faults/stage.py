"""Where a scenario plays: a house with its people and its mailbox, a ledger for each scenario, and the verdict."""

import json
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench.load import WrongAnswer, ask, request
from bench.servers import free_port
from faults.house import WORKERS, House
from faults.ledger import Ledger
from faults.load import Load
from faults.people import People, settle
from faults.watch import Watch
from scripts.children import Child

_PATIENCE = 180


@dataclass(frozen=True)
class Options:
    """How much of everything; see ``python -m faults --help``."""

    kills: int = 100
    seconds: float = 10
    visitors: int = 6
    seed: int = 1


@dataclass
class Outcome:
    """What a scenario came to, on one database."""

    scenario: str
    database: str
    brought_about: str
    """What was done, with counts."""
    acknowledged: int = 0
    faults: list[str] = field(default_factory=list)
    figures: dict[str, Any] = field(default_factory=dict)
    skipped: str = ""
    """Why it did not play here."""

    @property
    def holds(self) -> bool:
        return not self.faults and not self.skipped


class Stage:
    """One house on one database, for all scenarios one after the other."""

    def __init__(self, folder: Path, database: str, url: str, options: Options) -> None:
        self.folder, self.database, self.url, self.options = folder, database, url, options
        self.chance = random.Random(options.seed)
        self.mailbox = folder / "mailbox"
        self.mailbox.mkdir(exist_ok=True)
        port = free_port()
        command = [sys.executable, "-m", "faults.mailbox", str(self.mailbox), str(port)]
        self.mail_server = Child("mailbox", command, folder / "mailbox.log")
        self.mail_server.start()
        self.house = House(folder, url, SMTP_URL=f"smtp://127.0.0.1:{port}")
        self.people: People = settle(self.house.settings, 2 * options.visitors)

    def close(self) -> None:
        self.house.stop()
        self.mail_server.end(patience=0)

    def ledger(self, name: str) -> Ledger:
        return Ledger(self.folder / f"{name}.ledger")

    @contextmanager
    def load(self, ledger: Ledger, **more: Any) -> Iterator[Load]:
        """Visitors who come and go while the block lasts; once one of them has been told something, it begins."""
        seed = self.chance.randrange(10**6)
        many = self.options.visitors
        load = Load([self.house.address], ledger, self.people, visitors=many, seed=seed, **more)
        load.start()
        try:
            load.watch.wait_for_more(0, _PATIENCE)
            yield load
        finally:
            if not load.stop(_PATIENCE):
                load.watch.note_odd("Somebody never got an answer.")

    def look(self, paths: Iterable[str]) -> list[str]:
        """What is wrong with these pages, for a visitor who only reads."""
        said = []
        for path in paths:
            try:
                ask(self.house.port, request(path))
            except (OSError, WrongAnswer, IndexError) as error:
                said.append(f"{path} was answered: {str(error)[:100]}")
        return said

    def outcome(
        self,
        name: str,
        brought_about: str,
        ledger: Ledger,
        *watches: Watch,
        faults: Iterable[str] = (),
        minutes: int = 10,
        nobody_killed: bool = False,
    ) -> Outcome:
        """Workers stop, what they left is done (``minutes`` pass at a time), and the books are compared."""
        odd = [f"a visitor was told: {odd}" for watch in watches for odd in watch.odd]
        outcome = Outcome(name, self.database, brought_about, faults=[*faults, *odd])
        self.house.stop(*WORKERS)
        deaths, self.house.keeper.deaths = Counter(self.house.keeper.deaths), []
        if nobody_killed:
            outcome.faults += [f"ended by itself, {times} times: {death}" for death, times in deaths.items()]
        words = ("--mailbox", str(self.mailbox), "--rest", str(minutes))
        checked = self.house.python("-m", "faults.checker", str(ledger.path), *words)
        if checked.returncode not in (0, 1) or not checked.stdout:
            outcome.faults.append(f"the checker broke off: {checked.stderr[-2000:]}")
            return outcome
        told = json.loads(checked.stdout)
        outcome.acknowledged = told["acknowledged"]
        outcome.faults += told["faults"]
        outcome.figures = {
            "unanswered": told["open"],
            "tried again": sum(watch.failures.total() for watch in watches),
            "longest gap": f"{max((watch.longest_gap() for watch in watches), default=0):.1f} s",
            "mails": told["mails"],
            "of these twice": told["mails_twice"],
            "stray files swept": told["strays"],
        }
        return outcome


def wait_until(done: Callable[[], bool], seconds: float) -> bool:
    """Whether ``done()`` came true within so many seconds."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if done():
            return True
        time.sleep(0.05)
    return False
