"""The limit of the ZIP of a person: the same sealed bytes read, opened and zipped under the same names."""

import zipfile
from dataclasses import dataclass
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12


@dataclass(frozen=True)
class Part:
    """A member of the archive: sealed bytes in a file or in memory, and how they open."""

    name: str
    key: bytes
    label: str
    sealed: Path | bytes
    stored: bool
    """Not compressed once more."""


def zip_parts(parts: list[Part], target: Path) -> None:
    """Write them all into ``target``."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in parts:
            sealed = part.sealed if isinstance(part.sealed, bytes) else part.sealed.read_bytes()
            plain = AESGCM(part.key).decrypt(sealed[:NONCE], sealed[NONCE:], part.label.encode())
            archive.writestr(part.name, plain, zipfile.ZIP_STORED if part.stored else zipfile.ZIP_DEFLATED)
