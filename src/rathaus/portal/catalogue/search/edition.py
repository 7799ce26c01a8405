"""The printed index as bytes: sections, each with its length before it, compressed as one.

Written once after a change, read by every process in some ten milliseconds per thousand services.
"""

import zlib
from array import array
from collections.abc import Iterable

FORMAT = 2
"""Raised whenever what is printed, or how words are read, changes: old editions are then printed anew."""


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
