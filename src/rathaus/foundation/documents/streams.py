"""Large sealed files, written and read piece by piece: never more than one piece is in memory.

Each piece is sealed by itself under its place in the file, the last one under a label of its own: pieces can't be
left out, swapped or cut off unnoticed.
"""

import os
import uuid
from collections.abc import Iterator
from io import RawIOBase
from pathlib import Path
from typing import Any, BinaryIO

from rathaus.foundation.vault.models import Key
from rathaus.foundation.vault.sealing import Broken

PIECE = 1024 * 1024
"""Plain bytes of a piece."""
_LENGTH = 4
"""Bytes in front of each sealed piece that tell its length."""


class SealedWriter(RawIOBase):
    """A file to write into once, from front to back. Nothing lies under ``path`` before ``commit``."""

    def __init__(self, path: Path, key: Key, label: str) -> None:
        self.size = 0
        """Plain bytes written so far."""
        self._path, self._key, self._label = path, key, label
        self._waiting = bytearray()
        self._place = 0
        path.parent.mkdir(parents=True, exist_ok=True)
        # Two workers may be at the same file: each has its own until it is done.
        self._unfinished = path.with_suffix(f".{uuid.uuid4().hex}.part")
        self._file: BinaryIO = self._unfinished.open("wb")

    def writable(self) -> bool:
        return True

    def write(self, content: Any) -> int:
        self._waiting += content
        self.size += len(content)
        while len(self._waiting) > PIECE:
            self._seal(bytes(self._waiting[:PIECE]), last=False)
            del self._waiting[:PIECE]
        return len(content)

    def commit(self) -> None:
        """The last piece; from now on the file is there, and synced."""
        self._seal(bytes(self._waiting), last=True)
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()
        self._unfinished.rename(self._path)

    def discard(self) -> None:
        """As if nothing had been written."""
        self._file.close()
        self._unfinished.unlink(missing_ok=True)

    def _seal(self, piece: bytes, *, last: bool) -> None:
        sealed = self._key.seal(piece, _place(self._label, self._place, last=last))
        self._file.write(len(sealed).to_bytes(_LENGTH, "big") + sealed)
        self._place += 1


def read_sealed(path: Path, key: Key, label: str) -> Iterator[bytes]:
    """The plain content, piece by piece; raises sealing.Broken where it was changed or cut off."""
    with path.open("rb") as file:
        place, head = 0, file.read(_LENGTH)
        while head:
            sealed = file.read(int.from_bytes(head, "big"))
            head = file.read(_LENGTH)
            yield key.open(sealed, _place(label, place, last=not head))
            place += 1
    if place == 0:
        raise Broken(label)


def _place(label: str, place: int, *, last: bool) -> str:
    return f"{label}:{place}:{'last' if last else 'more'}"
