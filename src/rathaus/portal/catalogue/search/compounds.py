"""Takes German compounds apart: ``bewohnerparkausweis`` → bewohner, park, ausweis.

A word is split where both sides are words the index knows, so ``personalrat`` never yields ``perso``.
"""

from collections.abc import Callable

LINKS = ("", "s", "n", "en", "es", "er", "e")
"""What German puts between the parts of a compound."""
SHORTEST_HEAD = 3
SHORTEST_MODIFIER = 4
LONG_HEAD = 6
SHORTEST_COMPOUND = 8
DEEPEST = 4


def split(word: str, is_known: Callable[[str], bool], depth: int = 0) -> list[str] | None:
    """The parts of a folded word, or None if it isn't a compound of known words; the longest head wins."""
    for rest, head in _halves(word) if depth < DEEPEST else []:
        if is_known(head) and (before := _modifier(rest, is_known, depth)):
            return [*before, head]
    return None


def long_head(word: str, is_known: Callable[[str], bool]) -> str | None:
    """The second half of a compound whose first half nobody knows: ``personalausweis`` → ausweis."""
    return next((head for _, head in _halves(word) if len(head) >= LONG_HEAD and is_known(head)), None)


def _halves(word: str) -> list[tuple[str, str]]:
    if len(word) < SHORTEST_COMPOUND:
        return []
    return [(word[:cut], word[cut:]) for cut in range(SHORTEST_MODIFIER, len(word) - SHORTEST_HEAD + 1)]


def _modifier(word: str, is_known: Callable[[str], bool], depth: int) -> list[str] | None:
    for link in LINKS:
        part = word.removesuffix(link) if link else word
        if len(part) < SHORTEST_MODIFIER or (link and part == word):
            continue
        if is_known(part):
            return [part]
    return split(word, is_known, depth + 1)


def joined(left: str, right: str) -> list[str]:
    """Spellings of two neighbours as one word: ``hunde steuer`` → hundesteuer, hundessteuer …"""
    return [left + link + right for link in LINKS]
