"""A million cases at the desk: rows as the actions would have left them, written past the actions.

Each has its application with a key of its own, its thread and the fingerprints of its applicant's name. As in a real
house the old ones are finished, the latest nobody has yet, and one office has nearly all of them.
"""

import os
import random
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from operator import attrgetter
from typing import Any

from django.db import connection, models
from django.utils import timezone

from bench.databases import let_go, settle
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.inbox.models import Thread
from rathaus.foundation.offices.models import Membership, Office
from rathaus.foundation.vault import sealing
from rathaus.foundation.vault.models import Key
from rathaus.lib.references import new_code
from rathaus.portal.applications.models import Application, Definition
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.models.case import CaseName
from rathaus.portal.cases.names import fingerprints
from rathaus.portal.cases.workflow import State

FINISHED, UNASSIGNED, WAITING = 0.45, 0.02, 0.1
"""Shares: of all cases, of all, and of those that are open and somebody has."""
RARE = 0.003
"""Of the second service at the large office, and of each of the small ones."""
ANSWERS = b"\0" * 900
"""Nobody opens them on a list; they only must be as long as real ones."""
LARGE, SMALL = "steuern", "stadtentwicklung"
COMMON, UNCOMMON = "hund-anmelden", "bewohnerparkausweis"
_AT_ONCE = 25_000
_SPAN = timedelta(days=417)
"""In which all of them came: with a million one each 36 seconds."""
_FIRST = "Anna Bernd Clara Doris Emil Fatma Georg Hülya Ivo Jana Karl Lena Mehmet Nora Olaf Petra".split()  # noqa: SIM905
_LAST = "Kowalski Müller Schmidt Yılmaz Fischer Weber Schulz Nowak Becker Hoffmann Koch Richter Demir Wolf".split()  # noqa: SIM905
_COLLEAGUES = 40

Row = tuple[Any, ...]
_KINDS: tuple[type[models.Model], ...] = (Key, Thread, Application, Case, CaseName)


def fill(count: int, chance: random.Random) -> None:
    """``count`` cases more, for the clerks of ``clerk``."""
    making = _Making(chance)
    with _hasty(), _without_indexes():
        for start in range(0, count, _AT_ONCE):
            made = [making.case(number, count) for number in range(start, min(start + _AT_ONCE, count))]
            for kind, rows in zip(_KINDS, zip(*made, strict=True), strict=True):
                _write(kind, (row for group in rows for row in group))
        _count_on()
    settle()


def clerk(number: int) -> str:
    """The address of one of the large office; the first one is also of the small one."""
    return f"bench-clerk-{number}@rathaus.example"


def _clerks() -> list[Person]:
    offices = {office.slug: office for office in Office.objects.filter(slug__in=(LARGE, SMALL))}
    people = [Person.objects.create_user(clerk(n), name=f"Bearbeitung {n}") for n in range(_COLLEAGUES)]
    Membership.objects.bulk_create(Membership(person=person, office=offices[LARGE]) for person in people)
    Membership.objects.create(person=people[0], office=offices[SMALL])
    return people


class _Making:
    """What all cases share, and how one of them comes about; values are texts that both databases read."""

    def __init__(self, chance: random.Random) -> None:
        self.chance, self.now, self.today = chance, datetime.now(UTC), timezone.localdate()
        self.clerks = [person.pk for person in _clerks()]
        self.offices = {office.slug: office.pk for office in Office.objects.all()}
        self.definitions = {one.service.slug: one for one in Definition.objects.filter(in_force=True)}
        self.words = {name: sorted(fingerprints(name)) for name in (f"{one} {two}" for one in _FIRST for two in _LAST)}
        self.names = list(self.words)
        self.master = sealing.master_name()
        self.cases, self.fingerprints = _last(Case) + 1, _last(CaseName) + 1
        # SQLite keeps moments without their zone, which is UTC, and ids without hyphens.
        on_postgresql = connection.vendor == "postgresql"
        self.zone = "+00:00" if on_postgresql else ""
        self.id: Callable[[uuid.UUID], str] = str if on_postgresql else attrgetter("hex")

    def case(self, number: int, count: int) -> tuple[list[Row], ...]:
        """The rows of one case, in the order of ``_KINDS``; ``number`` counts from the oldest."""
        # Longer than those of the house: of a million with forty random bits two are often the same.
        name, reference = self.chance.choice(self.names), new_code()
        opened = self.now - _SPAN * (1 - number / count)
        at, due = self._written(opened), (opened + timedelta(days=20 + 20 * self.chance.random())).date().isoformat()
        application, thread, (key, plain) = self._id(), self._id(), self._key(at)
        office, slug = self._place()
        form = self.definitions[slug]
        state, clerk, finished, paused = self._state(number / count, opened)
        sealed = sealing.seal(plain, name.encode(), f"applicant:{reference}")
        case: Row = (
            self.cases + number,
            application,
            reference,
            None,
            form.service_id,
            office,
            thread,
            state,
            clerk,
            sealed,
            at,
            due,
        )
        case += (paused, finished, finished if state == State.CLOSED else None, None, None, 3)
        sent: Row = (
            application,
            reference,
            f"bench:{reference}",
            "",
            form.service_id,
            form.pk,
            None,
            None,
            None,
            "web",
        )
        sent += (key[0], ANSWERS, b"", "", "de", b"", 0, "{}", None, None, at)
        told = (thread, "case", slug, None, form.service.title, reference, key[0], at, 0, None, None)
        case_id, first = self.cases + number, self.fingerprints + 2 * number
        words = [(first + place, case_id, word) for place, word in enumerate(self.words[name])]
        return [key], [told], [sent], [case], words

    def _key(self, at: str) -> tuple[Row, bytes]:
        name, plain = uuid.UUID(int=self.chance.getrandbits(128)), os.urandom(32)
        return (self.id(name), sealing.wrap(plain, str(name)), self.master, at), plain

    def _id(self) -> str:
        return self.id(uuid.UUID(int=self.chance.getrandbits(128)))

    def _written(self, moment: datetime) -> str:
        return f"{moment:%Y-%m-%d %H:%M:%S.%f}{self.zone}"

    def _place(self) -> tuple[int, str]:
        if self.chance.random() < 10 * RARE:
            return self.offices[SMALL], UNCOMMON
        return self.offices[LARGE], UNCOMMON if self.chance.random() < RARE else COMMON

    def _state(self, share: float, opened: datetime) -> tuple[str, int | None, str | None, str | None]:
        if share < FINISHED:
            finished = self._written(opened + timedelta(days=self.chance.random() * 30))
            state = State.CLOSED if self.chance.random() < 0.5 else State.DECIDED
            return state.value, self.chance.choice(self.clerks), finished, None
        if share > 1 - UNASSIGNED:
            return State.NEW.value, None, None, None
        if self.chance.random() < WAITING:
            return State.WAITING.value, self.chance.choice(self.clerks), None, self.today.isoformat()
        return State.WORK.value, self.chance.choice(self.clerks), None, None


def _last(kind: type[models.Model]) -> int:
    return kind._default_manager.aggregate(last=models.Max("pk"))["last"] or 0


@contextmanager
def _hasty() -> Iterator[None]:
    """Rows are not checked for what they point to while this holds: each points to one of the same batch."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET session_replication_role = replica")
        else:
            cursor.execute("PRAGMA foreign_keys = OFF")
            cursor.execute("PRAGMA cache_size = -800000")
            cursor.execute("PRAGMA synchronous = OFF")
    yield
    # With the connection go all of these settings.
    let_go()


@contextmanager
def _without_indexes() -> Iterator[None]:
    """An index is made sooner of all rows than row by row."""
    tables = ", ".join(f"'{kind._meta.db_table}'" for kind in _KINDS)
    asked = _INDEXES[connection.vendor].format(tables=tables)
    with connection.cursor() as cursor:
        cursor.execute(asked)
        found = cursor.fetchall()
        for name, _ in found:
            cursor.execute(f'DROP INDEX "{name}"')
    yield
    with connection.cursor() as cursor:
        for _, made in found:
            cursor.execute(made)


_INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN ({tables})",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE tablename IN ({tables}) AND indexname NOT IN "
    "(SELECT conname FROM pg_constraint)",
}


def _write(kind: type[models.Model], rows: Iterable[Row]) -> None:
    columns = [field.column for field in kind._meta.concrete_fields]
    table, named = kind._meta.db_table, ", ".join(f'"{column}"' for column in columns)
    connection.ensure_connection()
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor, cursor.copy(f"COPY {table} ({named}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    raw = connection.connection
    raw.execute("BEGIN")
    raw.executemany(f"INSERT INTO {table} ({named}) VALUES ({', '.join('?' * len(columns))})", rows)
    raw.execute("COMMIT")


def _count_on() -> None:
    """Rows that come later get the numbers behind these."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            for table in ("cases_case", "cases_casename"):
                cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
