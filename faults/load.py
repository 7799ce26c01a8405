"""The load: visitors who apply with files, send ideas, support, take seats and write, as long as it lasts."""

import random
import threading
import time
from collections.abc import Collection

from faults.browser import Browser, GivenUp, Odd
from faults.deeds import Town, Visitor
from faults.ledger import Ledger
from faults.people import People
from faults.watch import Watch

_DEEDS = {"apply": 3, "send_idea": 2, "support": 3, "take_seat": 2, "reply": 3}
"""What a citizen does, and how often beside the others."""
_DESK = {"write_to_citizen": 3, "decide": 1}
"""What a clerk does."""


class Load:
    """``visitors`` threads: every fourth a guest who only applies, one a clerk, the others citizens with accounts.

    ``addresses`` are ``host:port`` of doors into the same house: who finds one closed tries another. ``without`` names
    deeds that nobody does.
    """

    def __init__(
        self,
        addresses: list[str],
        ledger: Ledger,
        people: People,
        *,
        visitors: int = 6,
        seed: int = 0,
        timeout: float = 20,
        without: Collection[str] = (),
    ) -> None:
        self._deeds = {name: often for name, often in _DEEDS.items() if name not in without}
        self.addresses, self.watch, self.timeout = addresses, Watch(), timeout
        self._town = Town(people, ledger)
        self._threads = [
            threading.Thread(target=self._visit, args=(number, random.Random(seed * 1000 + number)), daemon=True)
            for number in range(visitors)
        ]

    def start(self) -> None:
        for thread in self._threads:
            thread.start()

    def stop(self, patience: float = 60) -> bool:
        """Let everyone end what she began; after ``patience`` seconds the rest give up. Whether nobody had to."""
        self.watch.closing.set()
        end = time.monotonic() + patience
        for thread in self._threads:
            thread.join(max(0.0, end - time.monotonic()))
        self.watch.closed.set()
        late = [thread for thread in self._threads if thread.is_alive()]
        for thread in late:
            thread.join(self.timeout + 1)
        return not late

    def run(self, seconds: float, patience: float = 60) -> bool:
        """Start, go on for so long, stop."""
        self.start()
        time.sleep(seconds)
        return self.stop(patience)

    def _visit(self, number: int, chance: random.Random) -> None:
        people = self._town.people
        browser = Browser(self.addresses, self.watch, chance, self.timeout)
        if number == 1:
            visitor, deeds = Visitor(self._town, browser, people.clerks[0]), _DESK
        elif number % 4 == 3:
            visitor, deeds = Visitor(self._town, browser), {"apply": 1}
        else:
            visitor, deeds = Visitor(self._town, browser, people.citizens[number % len(people.citizens)]), self._deeds
        try:
            if visitor.email:
                visitor.sign_in()
            while not self.watch.closing.is_set():
                getattr(visitor, chance.choices([*deeds], [*deeds.values()])[0])()
                # Nobody presses a hundred buttons a second; and a clerk has to wait for the first case.
                self.watch.closing.wait(chance.uniform(0.0, 0.1))
        except GivenUp:
            return
        except Odd as odd:
            self.watch.note_odd(str(odd))
