"""The limit of an application: the rows it leaves, written with plain SQL, and its file, written and synced.

Nothing is checked, sealed or rendered. Every request that wrote something is one transaction. A web worker's share is
one process here, with as many threads as visitors it has.
"""

import os
import secrets
import time
import uuid
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass, field
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from bench.databases import connect
from bench.servers import WORKERS

Identity = tuple[str, str, str]
"""Kind (``uuid``, ``number``, ``word``), table and recorded value of something that must be new in each application."""


@dataclass
class Statement:
    """SQL with the recorded parameters; some of them are replaced by new identities."""

    sql: str
    params: list[Any]
    identities: dict[int, Identity] = field(default_factory=dict)


@dataclass
class Transaction:
    """What one request writes, with the sizes of its files."""

    statements: list[Statement] = field(default_factory=list)
    files: list[int] = field(default_factory=list)


Plan = list[Transaction]
_FIRST_NUMBER, _NUMBERS = 1_000_000_000, 1_000_000


class Writer:
    """Writes applications after a plan into the copy; its new numbers come after ``last``."""

    def __init__(self, place: str, folder: Path, last: int) -> None:
        self.connection = connect(place)
        self.begin = "BEGIN" if place.startswith("postgresql:") else "BEGIN IMMEDIATE"
        self.folder = folder
        self.last = last

    def write(self, plan: Plan) -> None:
        """One application."""
        fresh: dict[Identity, Any] = {}
        for transaction in plan:
            for size in transaction.files:
                write_synced(self.folder / uuid.uuid4().hex, size)
            self.connection.execute(self.begin)
            for statement in transaction.statements:
                self.connection.execute(statement.sql, self._renewed(statement, fresh))
            self.connection.execute("COMMIT")

    def _renewed(self, statement: Statement, fresh: dict[Identity, Any]) -> list[Any]:
        params = list(statement.params)
        for place, identity in statement.identities.items():
            if identity not in fresh:
                fresh[identity] = self._new(identity[0], params[place])
            params[place] = fresh[identity]
        return params

    def _new(self, kind: str, recorded: Any) -> Any:
        if kind == "uuid":
            return uuid.uuid4() if isinstance(recorded, uuid.UUID) else uuid.uuid4().hex
        if kind == "word":
            return secrets.token_hex(len(recorded))[: len(recorded)]
        self.last += 1
        return self.last


def write_synced(path: Path, size: int) -> None:
    """A file that survives a power cut, name and all."""
    with path.open("wb") as file:
        file.write(bytes(size))
        file.flush()
        os.fsync(file.fileno())
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


class Writers:
    """As many processes as the house has web workers, ready to write."""

    def __init__(self, plan: Plan, place: str, folder: Path, visitors: int) -> None:
        self.told = (plan, place, folder)
        self.threads = visitors // WORKERS
        self.last = _FIRST_NUMBER
        self.pool = ProcessPoolExecutor(WORKERS, mp_context=get_context("spawn"))

    def write(self, count: int) -> float:
        """``count`` applications; gives how many a second."""
        start = time.perf_counter()
        list(self.pool.map(_share, [self._task(count // WORKERS) for _ in range(WORKERS)]))
        return count / (time.perf_counter() - start)

    def _task(self, count: int) -> tuple[Any, ...]:
        """Told to a process: the plan, and for each thread its first number and how many it writes."""
        shares = []
        for number in range(self.threads):
            self.last += _NUMBERS
            shares.append((self.last, count // self.threads + (number < count % self.threads)))
        return (*self.told, shares)


def _share(told: tuple[Plan, str, Path, list[tuple[int, int]]]) -> None:
    plan, place, folder, shares = told

    def write(last: int, count: int) -> None:
        writer = Writer(place, folder, last)
        for _ in range(count):
            writer.write(plan)

    with ThreadPoolExecutor(len(shares)) as pool:
        for done in [pool.submit(write, *share) for share in shares]:
            done.result()
