"""AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce in front of each sealed content."""

import hashlib
import hmac
import os
import unicodedata

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
    """32 bytes derived from the setting VAULT_KEY."""
    return hashlib.sha256(b"rathaus vault " + settings.VAULT_KEY.encode()).digest()


def master_name() -> str:
    """A name for the master key in force, which tells nothing of the key."""
    return hashlib.sha256(master_key()).hexdigest()[:16]


def blind_index(text: str, purpose: str) -> str:
    """A keyed fingerprint of ``text`` (case, accents and outer space ignored), equal for equal texts: 64 hex digits."""
    plain = unicodedata.normalize("NFKD", text).casefold().strip()
    folded = "".join(c for c in plain if not unicodedata.combining(c))
    key = hashlib.sha256(b"rathaus index " + settings.VAULT_KEY.encode()).digest()
    return hmac.new(key, f"{purpose}\0{folded}".encode(), hashlib.sha256).hexdigest()
