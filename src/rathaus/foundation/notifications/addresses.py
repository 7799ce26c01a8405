"""Telling addresses apart without keeping them."""

from rathaus.foundation.vault.indexing import blind_index


def fingerprint(address: str) -> str:
    """The same for the same address, keyed: 64 hex digits from which nobody learns the address."""
    return blind_index(address, "mail address")
