"""Large sealed files, written and read piece by piece: never more than one piece is in memory.

Each piece is sealed by itself under its place in the file, the last one under a label of its own: pieces can't be
left out, swapped or cut off unnoticed.
"""

import tempfile
from collections.abc import Iterator
from io import RawIOBase
from typing import Any, BinaryIO, cast

from django.conf import settings

from rathaus.foundation.documents import shelf
from rathaus.foundation.vault.models import Key
from rathaus.foundation.vault.sealing import Broken

PIECE = 1024 * 1024
"""Plain bytes of a piece."""
_LENGTH = 4
"""Bytes in front of each sealed piece that tell its length."""


class SealedWriter(RawIOBase):
    """A file to write into once, from front to back. Nothing lies at ``place`` before ``commit``."""

    def __init__(self, place: str, key: Key, label: str) -> None:
        self.size = 0
        """Plain bytes written so far."""
        self._stored_at, self._key, self._label = place, key, label
        self._waiting = bytearray()
        self._place = 0
        folder = settings.DATA_DIR / "tmp"
        folder.mkdir(parents=True, exist_ok=True)
        # It has no name: whatever ends this process, nothing is left.
        self._file = cast(BinaryIO, tempfile.TemporaryFile(dir=folder))  # noqa: SIM115  (closed by commit or discard)

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
        """The last piece; from now on the file is there, and durable. Raises Unavailable."""
        self._seal(bytes(self._waiting), last=True)
        self._file.seek(0)
        shelf.keep(self._stored_at, self._file)
        self._file.close()

    def discard(self) -> None:
        """As if nothing had been written."""
        self._file.close()

    def _seal(self, piece: bytes, *, last: bool) -> None:
        sealed = self._key.seal(piece, _place(self._label, self._place, last=last))
        self._file.write(len(sealed).to_bytes(_LENGTH, "big") + sealed)
        self._place += 1


def read_sealed(place: str, key: Key, label: str) -> Iterator[bytes]:
    """The plain content, piece by piece. Raises FileNotFoundError and Unavailable at once; the iterator raises
    sealing.Broken where it was changed or cut off."""
    return _pieces(shelf.take(place), key, label)


def _pieces(sealed_file: BinaryIO, key: Key, label: str) -> Iterator[bytes]:
    with sealed_file as file:
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
