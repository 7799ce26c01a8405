"""Everything that stands while the trials run: databases, house, canaries, reader, visitors, ledger."""

from dataclasses import dataclass, field

from deploy.cluster.trial.canaries import Canaries
from deploy.cluster.trial.databases import Databases
from deploy.cluster.trial.houses import Houses
from deploy.cluster.trial.reader import Reader
from faults.ledger import Ledger
from faults.load import Load
from faults.people import People


@dataclass
class Scene:
    """``load`` is whoever visits right now."""

    databases: Databases
    houses: Houses
    canaries: Canaries
    reader: Reader
    people: People
    ledger: Ledger
    visitors: int
    seed: int = 0
    load: Load = field(init=False)
    struck: float = 0.0
    """When the fault came, as ``time.monotonic()``."""

    def let_visitors_in(self) -> None:
        """New visitors, who know nothing of those before; the book is the same."""
        self.seed += 1
        door = self.houses.address.removeprefix("http://")
        self.load = Load([door], self.ledger, self.people, visitors=self.visitors, seed=self.seed)
        self.load.start()
