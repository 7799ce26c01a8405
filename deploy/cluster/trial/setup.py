"""Sets everything up, from the empty network to an open house with visitors' accounts."""

import json
import sys
from pathlib import Path

from deploy.cluster.trial import network
from deploy.cluster.trial.canaries import Canaries
from deploy.cluster.trial.canary import TABLE
from deploy.cluster.trial.databases import Databases
from deploy.cluster.trial.houses import Houses
from deploy.cluster.trial.network import Machine
from deploy.cluster.trial.reader import Reader
from deploy.cluster.trial.scene import Scene
from faults.ledger import Ledger
from faults.people import People

DATABASES = [Machine(f"db{number}", f"198.18.40.{10 + number}") for number in (1, 2, 3)]
APPS = [Machine(f"app{number}", f"198.18.40.{20 + number}") for number in (1, 2)]
FRONT = Machine("front", "198.18.40.31")
CLIENT = Machine("client", "198.18.40.41")
CITIZENS = 8
"""People with an account, whom the visitors share."""
SETTLE = f"""
import dataclasses, json, os
from faults.people import settle
print(json.dumps(dataclasses.asdict(settle(dict(os.environ), {CITIZENS}))))
"""


def up(folder: Path, binaries: Path, visitors: int, seed: int) -> Scene:
    """The open house, with canaries and a reader at work; from then on this process is the client."""
    network.lay([*DATABASES, *APPS, FRONT, CLIENT])
    network.move_to(CLIENT)
    databases = _databases(folder, binaries)
    password = databases.passwords["HOUSE"]
    # Each app server has its own HAProxy, which knows the primary.
    url = f"postgresql://rathaus:{password}@127.0.0.1:5432/rathaus?target_session_attrs=read-write"
    houses = Houses(APPS, FRONT, DATABASES, folder, url)
    _say("Preparing the house …")
    houses.start_proxies()
    databases.wait_until(databases.whole, "the cluster whole")
    houses.prepare()
    people = json.loads(houses.run(APPS[0], [sys.executable, "-c", SETTLE]))
    houses.start()
    canaries = Canaries(DATABASES, folder, password)
    canaries.start()
    reader = Reader(f"{houses.address}/ideen/")
    reader.start()
    return Scene(databases, houses, canaries, reader, People(**people), Ledger(folder / "ledger"), visitors, seed)


def _databases(folder: Path, binaries: Path) -> Databases:
    _say("Starting three databases …")
    databases = Databases(DATABASES, folder, binaries)
    databases.start()
    databases.make("rathaus", "canary")
    databases.sql(TABLE, database="canary")
    databases.sql("GRANT ALL ON canary TO rathaus", database="canary")
    return databases


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
