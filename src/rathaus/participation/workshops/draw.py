"""The draw that nobody can steer and anyone can repeat: pure functions, no database, no randomness but ``new_seed``.

Before anyone registers, the SHA-256 of a secret seed is published. At the deadline the list (numbers given by the
system, with their groups) is frozen, and its SHA-256 published. Then comes a public value that nobody knew before. A
registration's lot is SHA-256 of seed, value and number, one a line; the smallest lots of a group get its seats.
"""

import hashlib
import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

Entry = tuple[str, str]
"""Number and group of a registration."""


class NotAValue(ValueError):
    """What was typed is not the announced number of numbers."""


@dataclass(frozen=True)
class Lot:
    """One registration's place in the order."""

    digest: str
    number: str
    group: str


def new_seed() -> str:
    """256 bits, as 64 hex digits."""
    return secrets.token_hex(32)


def sha256(text: str) -> str:
    """64 hex digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def public_value(typed: str, count: int) -> str:
    """The ``count`` numbers in ``typed``, ascending, one space between: whoever enters them has no choice of form.

    Raises NotAValue.
    """
    numbers = sorted(int(number) for number in re.findall(r"[0-9]+", typed)) if len(typed) <= 200 else []
    if len(numbers) != count or re.sub(r"[0-9\s,;.·-]", "", typed):
        raise NotAValue(typed)
    return " ".join(map(str, numbers))


def list_text(entries: Iterable[Entry]) -> str:
    """Lines ``number group``, sorted: what is published, and what the fingerprint is taken of."""
    return "".join(sorted(f"{number} {group}\n" for number, group in entries))


def entries_in(text: str) -> list[Entry]:
    """The entries of a published list."""
    return [(number, group) for number, group in map(str.split, text.splitlines())]


def order(entries: Iterable[Entry], seed: str, value: str) -> list[Lot]:
    """All registrations in the order of their lots."""
    lots = [Lot(sha256(f"{seed}\n{value}\n{number}"), number, group) for number, group in entries]
    return sorted(lots, key=lambda lot: (lot.digest, lot.number))


def oversubscribed(entries: Iterable[Entry], quotas: Mapping[str, int]) -> set[str]:
    """The groups in which more registered than there are seats."""
    groups = [group for _number, group in entries]
    return {group for group in groups if groups.count(group) > quotas.get(group, 0)}


def recipe(seed: str, value: str, file: str) -> str:
    """One line for a POSIX shell that prints ``lot number group`` in the order of the draw."""
    lot = '$(printf \'%s\\n%s\\n%s\' "$S" "$V" "$n" | sha256sum | cut -c1-64)'
    loop = f'while read -r n g; do printf \'%s %s %s\\n\' "{lot}" "$n" "$g"; done'
    return f"S='{seed}' V='{value}'; {loop} < {file} | LC_ALL=C sort"


@dataclass(frozen=True)
class Published:
    """All that the page publishes of a draw, as its JSON file says it."""

    commitment: str
    committed_at: datetime
    source: str
    numbers: int
    announced_at: datetime
    known_at: datetime
    listed: str
    fingerprint: str
    frozen_at: datetime
    quotas: dict[str, int]
    seed: str
    value: str
    drawn_at: datetime
    order: tuple[str, ...]

    @classmethod
    def read(cls, said: Mapping[str, Any]) -> "Published":
        """From the parsed JSON file. Raises KeyError, TypeError, ValueError where it is none."""
        moments = {name: datetime.fromisoformat(said[name]) for name in _MOMENTS}
        known = {name: said[name] for name in cls.__dataclass_fields__}
        return cls(**known | moments | {"order": tuple(said["order"])})

    @property
    def lots(self) -> list[Lot]:
        """The order, worked out anew."""
        return order(entries_in(self.listed), self.seed, self.value)


_MOMENTS = ("committed_at", "announced_at", "known_at", "frozen_at", "drawn_at")


def faults(said: Published) -> list[str]:
    """What is wrong with a published draw, in German; nothing if it was right."""
    checks = (
        (sha256(said.seed) == said.commitment, "Der Startwert passt nicht zu seiner Prüfsumme."),
        (sha256(said.listed) == said.fingerprint, "Die Liste passt nicht zu ihrem Fingerabdruck."),
        (list_text(entries_in(said.listed)) == said.listed, "Die Liste ist nicht sortiert."),
        (said.committed_at <= said.frozen_at, "Die Prüfsumme kam erst nach der Liste."),
        (said.frozen_at < said.known_at, "Die Liste stand erst fest, als der öffentliche Wert bekannt war."),
        (said.announced_at < said.known_at, "Die Quelle wurde erst genannt, als der Wert bekannt war."),
        (said.known_at <= said.drawn_at, "Gelost wurde, bevor der öffentliche Wert bekannt war."),
        (_is_canonical(said.value, said.numbers), "Der öffentliche Wert hat nicht die angekündigte Form."),
        (tuple(lot.number for lot in said.lots) == said.order, "Die Reihenfolge ist eine andere."),
    )
    return [fault for right, fault in checks if not right]


def _is_canonical(value: str, count: int) -> bool:
    try:
        return public_value(value, count) == value
    except NotAValue:
        return False
