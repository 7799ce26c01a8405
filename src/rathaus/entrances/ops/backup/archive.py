"""The archive: a head, then sealed pieces, each numbered, the last one marked. Nothing of it is ever whole in memory.

Head: ``MAGIC``, 16 random bytes, 32 bytes that tell whether a key fits. Piece: 4 bytes of length, then AES-256-GCM
(NIST SP 800-38D) under a key of this archive alone (HKDF, RFC 5869). Its number is the nonce, and the mark of the last
one is authenticated with it: what was left out, swapped, added or cut off does not open. The first byte of a piece says
what it is: ``N`` begins a member by its name, ``D`` is content, ``E`` ends it with size and SHA-256, ``M`` is the
manifest, and the last.
"""

import hashlib
import hmac
import json
import os
import re
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from rathaus.entrances.ops.backup.refusals import Refused

MAGIC = b"RATHAUS BACKUP 1\n"
PIECE = 1024 * 1024
"""Bytes of content in a piece, at most."""
DATABASE = "database"
_NAME = re.compile(r"database|files/[0-9a-f]{2}/[0-9a-f]{32}")
_MOST_SEALED = 64 * PIECE
"""Bytes; longer than any manifest."""


class Seal:
    """One archive's own key, and which piece comes next."""

    def __init__(self, secret: str, salt: bytes) -> None:
        both = HKDF(SHA256(), 64, salt, b"rathaus backup").derive(secret.encode())
        self.check = hmac.digest(both[32:], MAGIC, "sha256")
        self._cipher, self._number = AESGCM(both[:32]), 0

    def close(self, piece: bytes, *, last: bool) -> bytes:
        return self._cipher.encrypt(self._next(), piece, self._mark(last))

    def open(self, sealed: bytes, *, last: bool) -> bytes:
        """Raises InvalidTag."""
        return self._cipher.decrypt(self._next(), sealed, self._mark(last))

    def _next(self) -> bytes:
        self._number += 1
        return self._number.to_bytes(12, "big")

    @staticmethod
    def _mark(last: bool) -> bytes:
        return b"last" if last else b"more"


class Writer:
    """Writes an archive from front to back: members, then ``finish``."""

    def __init__(self, file: BinaryIO, secret: str) -> None:
        self._file, salt = file, os.urandom(16)
        self._seal = Seal(secret, salt)
        self._tally = Tally()
        file.write(MAGIC + salt + self._seal.check)

    @property
    def size(self) -> int:
        """Bytes of content so far."""
        return self._tally.size

    def add(self, name: str, content: Iterable[bytes]) -> None:
        """One member; no piece of ``content`` is longer than ``PIECE``."""
        size, digest = 0, hashlib.sha256()
        self._put(b"N", name.encode())
        for piece in content:
            size += len(piece)
            digest.update(piece)
            self._put(b"D", piece)
        self._put(b"E", json.dumps({"size": size, "sha256": digest.hexdigest()}).encode())
        self._tally.add(name, size, digest.hexdigest())

    def finish(self, manifest: dict[str, Any]) -> None:
        self._put(b"M", json.dumps(manifest | {"members": self._tally.told}).encode(), last=True)

    def _put(self, kind: bytes, piece: bytes, *, last: bool = False) -> None:
        sealed = self._seal.close(kind + piece, last=last)
        self._file.write(len(sealed).to_bytes(4, "big") + sealed)


class Tally:
    """How many members there are, and one digest over all of them in their order."""

    def __init__(self) -> None:
        self.count, self.size, self._all = 0, 0, hashlib.sha256()

    def add(self, name: str, size: int, digest: str) -> None:
        self.count += 1
        self.size += size
        self._all.update(f"{name} {size} {digest}\n".encode())

    @property
    def told(self) -> dict[str, Any]:
        return {"count": self.count, "size": self.size, "sha256": self._all.hexdigest()}


class Reader:
    """Reads an archive from front to back; ``manifest`` is there once ``members`` has ended. Raises Refused."""

    def __init__(self, file: BinaryIO, secret: str) -> None:
        self.manifest: dict[str, Any] = {}
        self._file, self._tally = file, Tally()
        head = file.read(len(MAGIC) + 48)
        if not head.startswith(MAGIC) or len(head) != len(MAGIC) + 48:
            raise Refused("This is no archive of Rathaus, or one of another version.")
        salt, check = head[len(MAGIC) : -32], head[-32:]
        self.name = salt.hex()
        """Tells this archive from every other."""
        self._seal = Seal(secret, salt)
        if not hmac.compare_digest(check, self._seal.check):
            raise Refused("The backup key does not fit this archive, or the archive's first bytes were changed.")
        self._ahead = file.read(4)

    def members(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Name and content of each; content that was not asked for is read over, and looked at all the same."""
        while True:
            kind, piece = self._piece()
            if kind == b"M":
                return self._end(piece)
            name = piece.decode(errors="replace")
            is_first = self._tally.count == 0
            if kind != b"N" or not _NAME.fullmatch(name) or is_first != (name == DATABASE):
                raise Refused(f"The archive holds what does not belong there: {name[:80]!r}.")
            content = self._content(name)
            yield name, content
            for _rest in content:
                pass

    def _content(self, name: str) -> Iterator[bytes]:
        size, digest = 0, hashlib.sha256()
        while True:
            kind, piece = self._piece()
            if kind != b"D":
                break
            size += len(piece)
            digest.update(piece)
            yield piece
        if kind != b"E" or _read(piece) != {"size": size, "sha256": digest.hexdigest()}:
            raise Refused(f"{name} in the archive is not what it was when it was put there.")
        self._tally.add(name, size, digest.hexdigest())

    def _end(self, manifest: bytes) -> None:
        self.manifest = _read(manifest)
        if self.manifest.get("members") != self._tally.told:
            raise Refused("The archive does not hold what its manifest says.")

    def _piece(self) -> tuple[bytes, bytes]:
        length = int.from_bytes(self._ahead, "big")
        if len(self._ahead) < 4 or length > _MOST_SEALED:
            raise Refused("The archive is damaged or cut off.")
        sealed, self._ahead = self._file.read(length), self._file.read(4)
        try:
            piece = self._seal.open(sealed, last=not self._ahead)
        except InvalidTag as error:
            raise Refused("The archive is damaged, or cut off, or its pieces are out of order.") from error
        return piece[:1], piece[1:]


def _read(piece: bytes) -> dict[str, Any]:
    try:
        found = json.loads(piece)
    except ValueError:
        found = None
    return found if isinstance(found, dict) else {}
