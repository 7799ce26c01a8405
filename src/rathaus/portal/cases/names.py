"""Finding a sealed name: each of its words leaves a keyed fingerprint, and nothing else."""

from rathaus.foundation.vault.indexing import blind_index
from rathaus.lib.text import clean, fold

_MOST_WORDS = 12


def fingerprints(name: str) -> set[str]:
    """One fingerprint for each word of ``name``; ``Müller-Lüth`` has two, the same as ``mueller lueth``."""
    words = fold(clean(name)).replace("-", " ").split()
    return {blind_index(word, "case name") for word in words[:_MOST_WORDS]}
