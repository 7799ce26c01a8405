"""Each fault in a file of its own; here is the table of all."""

from collections.abc import Callable
from dataclasses import dataclass

from faults.scenarios import backlog, clock, corruption, crowd, database, disk, kill, points, smtp
from faults.stage import Outcome, Stage

BOTH, SQLITE, POSTGRESQL = ("sqlite", "postgresql"), ("sqlite",), ("postgresql",)


@dataclass(frozen=True)
class Scenario:
    """What happens, and on which databases it makes sense."""

    title: str
    run: Callable[[Stage], Outcome]
    databases: tuple[str, ...] = BOTH


SCENARIOS = {
    "kill": Scenario("Web and workers killed at random moments", kill.run),
    "points": Scenario("Killed at each named point", points.run),
    "database": Scenario("Database restarted, its connections ended", database.restart, POSTGRESQL),
    "commit": Scenario("Committed, and the answer lost", database.commit, POSTGRESQL),
    "silence": Scenario("The wire to the database slow, then dead", database.silence, POSTGRESQL),
    "disk": Scenario("Disk full, with database and files", disk.database, SQLITE),
    "files": Scenario("File store full, then read-only", disk.files),
    "smtp": Scenario("Mail server slow, refusing, hanging, away", smtp.run),
    "clock": Scenario("Clock jumps, summer time begins and ends", clock.run),
    "crowd": Scenario("Many at the same moment", crowd.run),
    "backlog": Scenario("A queue that grew, with poison in it", backlog.poison),
    "reader": Scenario("A reader who never ends", backlog.long_reader, SQLITE),
    "corruption": Scenario("Bytes changed on the disk", corruption.run),
}
