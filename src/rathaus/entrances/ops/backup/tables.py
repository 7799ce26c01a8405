"""What is in a table, in a few bytes: how many rows, and a digest that does not depend on their order."""

import hashlib
from collections.abc import Iterable
from typing import TypedDict


class Content(TypedDict):
    """Of one table. ``sha256`` is the sum of its rows' digests modulo 2^256: engines order text in different ways."""

    rows: int
    sha256: str


Tables = dict[str, Content]


def content_of(rows: Iterable[bytes]) -> Content:
    """Of rows as their engine writes them."""
    count, total = 0, 0
    for row in rows:
        count += 1
        total += int.from_bytes(hashlib.sha256(row).digest(), "big")
    return {"rows": count, "sha256": f"{total % 2**256:064x}"}


def differences(wanted: Tables, found: Tables) -> list[str]:
    """A sentence for each table that is not what it was."""
    return [_difference(name, wanted[name], found.get(name)) for name in wanted if found.get(name) != wanted[name]]


def _difference(name: str, wanted: Content, found: Content | None) -> str:
    if found is None:
        return f"The table {name} is missing."
    if found["rows"] != wanted["rows"]:
        return f"The table {name} has {found['rows']} rows, not the {wanted['rows']} of the backup."
    return f"The table {name} has other content than in the backup."
