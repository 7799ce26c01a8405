"""Typing errors: the known word that lies nearest to an unknown one."""

from rapidfuzz import process
from rapidfuzz.distance import OSA

SHORTEST, TWO_SLIPS, THREE_SLIPS = 4, 7, 12


def nearest(word: str, by_length: dict[int, list[str]]) -> tuple[int, str]:
    """The known word one slip away (two from 7 letters on, three from 12), with the slips; ``(0, "")`` if none.

    A slip is a letter too many, missing, wrong, or swapped with its neighbour. Two slips never touch the first letter.
    """
    allowed = _allowed(word)
    found = [
        (slips, candidate)
        for length in range(len(word) - allowed, len(word) + allowed + 1)
        for candidate, slips, _ in process.extract(
            word, by_length.get(length, []), scorer=OSA.distance, score_cutoff=allowed, limit=5
        )
        if slips == 1 or candidate[0] == word[0]
    ]
    return min(found, key=lambda one: (one[0], one[1][0] != word[0], one[1]), default=(0, ""))


def _allowed(word: str) -> int:
    if len(word) < SHORTEST or word.isdigit():
        return 0
    return 1 if len(word) < TWO_SLIPS else 2 if len(word) < THREE_SLIPS else 3
