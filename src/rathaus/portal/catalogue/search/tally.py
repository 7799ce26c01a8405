"""Adds up how well each findable matches the words of a question: rare words count more than common ones."""

from collections.abc import Iterable
from functools import lru_cache

from rathaus.portal.catalogue.search.asking import PART, Term
from rathaus.portal.catalogue.search.index import Index

FULLY = 0.5
"""A match of this weight (a summary, a compound in a title) counts as fully understood."""
COMMON = 0.25
"""Words rarer than this find; commoner ones only add to what others found."""

Matches = dict[int, float]
"""Number of a findable → how well it matches."""


class Tally:
    """What the terms add up to: ``scores`` by number of the findable, and the whole that could be reached."""

    def __init__(self, terms: list[Term], index: Index) -> None:
        found = sorted(((term, *_matches(term, index)) for term in terms), key=lambda one: -one[1])
        self._parts = [(term.weight * rarity, matches) for term, rarity, matches in found]
        self.whole = sum(worth for worth, _ in self._parts) or 1.0
        self.scores: Matches = {}
        for (worth, matches), (_, rarity, _) in zip(self._parts, found, strict=True):
            self._add(worth, matches, common=rarity < COMMON)

    def understood(self, findables: Iterable[int]) -> Matches:
        """The share of the question that each of these findables answers."""
        answered = dict.fromkeys(findables, 0.0)
        for worth, matches in self._parts:
            for number in answered.keys() & matches.keys():
                answered[number] += worth * min(1.0, matches[number] / FULLY)
        return {number: worth / self.whole for number, worth in answered.items()}

    def _add(self, worth: float, matches: Matches, *, common: bool) -> None:
        scores = self.scores
        both = {number: scores[number] + worth * matches[number] for number in scores.keys() & matches.keys()}
        if not (common and scores):
            scores |= {number: worth * match for number, match in matches.items()}
        scores |= both


def _matches(term: Term, index: Index) -> tuple[float, Matches]:
    """How rare the word is, and how well each findable matches it."""
    best = _of_parts(term, index)
    for stem, counts in term.ways.items():
        found = _of_stem(stem, counts, index)
        best = _best_of(best, found) if best and found else best or found
    return index.rarity(len(best)), best


def _best_of(one: Matches, other: Matches) -> Matches:
    better = {number: one[number] for number in one.keys() & other.keys() if one[number] > other[number]}
    return one | other | better


def _of_parts(term: Term, index: Index) -> Matches:
    """Findables that have all parts of the compound, as well as the worst of them."""
    if not term.parts:
        return {}
    first, *others = (_of_stem(part, PART, index) for part in term.parts)
    all_have = set(first).intersection(*others)
    return {number: min(match[number] for match in (first, *others)) for number in all_have}


def _of_stem(stem: str, counts: float, index: Index) -> Matches:
    scale = _scale(counts)
    return {number: scale[weight] for number, weight in zip(*index.postings(stem), strict=True)}


@lru_cache(maxsize=100)
def _scale(counts: float) -> list[float]:
    """What each of the 256 weights counts."""
    return [weight * (counts / 255) for weight in range(256)]
