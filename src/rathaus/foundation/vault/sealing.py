"""AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce in front of each sealed content."""

import hashlib
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

_NONCE = 12


class Broken(Exception):
    """The sealed content was changed, or belongs to another key or label."""


def seal(key: bytes, content: bytes, label: str) -> bytes:
    """``nonce + ciphertext + tag``; ``label`` is authenticated, not stored."""
    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(key).encrypt(nonce, content, label.encode())


def unseal(key: bytes, sealed: bytes, label: str) -> bytes:
    """What ``seal`` was given; raises Broken."""
    try:
        return AESGCM(key).decrypt(sealed[:_NONCE], sealed[_NONCE:], label.encode())
    except InvalidTag as error:
        raise Broken(label) from error


def master_key() -> bytes:
    """The master key in force, 32 bytes; what is sealed with it directly must not outlive a session."""
    return _master(settings.VAULT_KEY)


def master_name() -> str:
    """A name for the master key in force, which tells nothing of the key."""
    return _name(master_key())


def names_at_hand() -> set[str]:
    """Those of the master keys that open: the one in force, and VAULT_OLD_KEYS."""
    return {_name(_master(key)) for key in (settings.VAULT_KEY, *settings.VAULT_OLD_KEYS)}


def wrap(plain: bytes, label: str) -> bytes:
    """Seal a key under the master key in force (setting VAULT_KEY)."""
    return seal(master_key(), plain, label)


def unwrap(wrapped: bytes, master: str, label: str) -> bytes:
    """The key that was wrapped under the master key of that name: the one in force, or one of VAULT_OLD_KEYS.

    Raises Broken, also where that master key is not at hand any more.
    """
    for key in map(_master, (settings.VAULT_KEY, *settings.VAULT_OLD_KEYS)):
        if _name(key) == master:
            return unseal(key, wrapped, label)
    raise Broken(f"{label}: master key {master} is not at hand")


def _master(secret: str) -> bytes:
    return hashlib.sha256(b"rathaus vault " + secret.encode()).digest()


def _name(master: bytes) -> str:
    return hashlib.sha256(master).hexdigest()[:16]
