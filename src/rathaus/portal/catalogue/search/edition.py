"""The printed index as bytes: sections, each with its length before it, compressed as one.

Written once after a change, read by every process in some ten milliseconds per thousand services.
"""

import zlib
from array import array
from collections.abc import Collection, Iterable
from itertools import accumulate, chain

FORMAT = 3
"""Raised whenever what is printed, or how words are read, changes.

Each format has a row of its own: during an update, and after going back, the version before reads what it understands.
"""


def pack(sections: Iterable[bytes]) -> bytes:
    """The sections in order."""
    whole = b"".join(len(section).to_bytes(8, "little") + section for section in sections)
    return zlib.compress(whole, 1)


def unpack(content: bytes) -> list[bytes]:
    """What ``pack`` was given."""
    whole = memoryview(zlib.decompress(content))
    sections, at = [], 0
    while at < len(whole):
        length = int.from_bytes(whole[at : at + 8], "little")
        sections.append(bytes(whole[at + 8 : at + 8 + length]))
        at += 8 + length
    return sections


def numbers(code: str, section: bytes) -> "array[int]":
    """A section of numbers, as ``array`` wrote it."""
    found = array(code)
    found.frombytes(section)
    return found


class Lists:
    """Many short lists of numbers, kept as one long one: ``lists[3]`` is the fourth of them."""

    def __init__(self, section: bytes) -> None:
        printed = numbers("I", section)
        begins = 1 + printed[0]
        self._ends = array("I", accumulate(printed[1:begins], initial=0))
        self._numbers = printed[begins:]

    def __getitem__(self, place: int) -> "array[int]":
        return self._numbers[self._ends[place] : self._ends[place + 1]]


def pack_lists(lists: Collection[Collection[int]]) -> bytes:
    """A section for ``Lists``."""
    return array("I", chain([len(lists)], map(len, lists), *lists)).tobytes()
