"""Weighs what was found: rare words more than common ones, titles more than texts, whole names most."""

from dataclasses import dataclass
from functools import lru_cache
from heapq import nlargest
from operator import mul
from typing import Any

from rathaus.portal.catalogue.search.asking import PALE_WEIGHT, PART, Question, Term
from rathaus.portal.catalogue.search.index import Index

FINALISTS = 60
"""How many are looked at closely; nobody reads further."""
WHOLE_TITLE, WHOLE_NAME = 1.0, 0.85
CALLED_BY_NAME = 1.2
CONFIDENT = 0.45
"""The share of the question that must be answered; below it we say honestly that we found nothing."""
FULLY = 0.5
"""A match of this weight (a summary, a compound in a title) counts as fully understood."""
COMMON = 0.25
"""Words rarer than this find; commoner ones only add to what others found."""


@dataclass
class Hit:
    """One thing found; ``named`` if the question is just its title, or one word it is known by."""

    number: int
    entry: dict[str, Any]
    score: float
    named: bool


class Tally:
    """What the terms add up to: ``scores`` by number of the findable, and the whole that could be reached."""

    def __init__(self, terms: list[Term], index: Index) -> None:
        found = sorted(((term, *_matches(term, index)) for term in terms), key=lambda one: -one[1])
        self.parts = [(term.weight * rarity, matches) for term, rarity, matches in found]
        self.whole = sum(worth for worth, _ in self.parts) or 1.0
        self.scores: dict[int, float] = {}
        for (worth, matches), (_, rarity, _) in zip(self.parts, found, strict=True):
            self._add(worth, matches, common=rarity < COMMON)

    def understood(self, number: int) -> float:
        """The share of the question that this findable answers."""
        held = ((worth, matches.get(number, 0.0)) for worth, matches in self.parts)
        return sum(worth * min(1.0, match / FULLY) for worth, match in held) / self.whole

    def _add(self, worth: float, matches: dict[int, float], *, common: bool) -> None:
        scores = self.scores
        if not scores:
            self.scores = {number: worth * match for number, match in matches.items()}
        elif common:
            for number in scores.keys() & matches.keys():
                scores[number] += worth * matches[number]
        else:
            for number, match in matches.items():
                scores[number] = scores.get(number, 0.0) + worth * match


class Asked:
    """The question as names are compared with it."""

    def __init__(self, terms: list[Term]) -> None:
        self.terms = [(term.weight, frozenset((*term.ways, *term.parts))) for term in terms]
        self.stems: frozenset[str] = frozenset().union(*(stems for _, stems in self.terms))
        self.weight = sum(weight for weight, _ in self.terms) or 1.0


def rank(question: Question, index: Index) -> list[Hit]:
    """What answers the question, best first; empty if nothing does with confidence."""
    tally, asked = Tally(question.terms, index), Asked(question.terms)
    scores, standings = tally.scores, index.standings
    weighed = dict(zip(scores, map(mul, scores.values(), map(standings.__getitem__, scores)), strict=True))
    best = nlargest(FINALISTS, weighed, key=weighed.__getitem__)
    hits = (_hit(number, asked, tally, index) for number in best)
    return sorted(filter(None, hits), key=lambda hit: (-hit.score, hit.number))


def _matches(term: Term, index: Index) -> tuple[float, dict[int, float]]:
    """How rare the word is, and how well each findable matches it."""
    best = _of_parts(term, index)
    for stem, counts in term.ways.items():
        found = _of_stem(stem, counts, index)
        best = _best_of(best, found) if best else found
    return index.rarity(len(best)), best


def _best_of(best: dict[int, float], found: dict[int, float]) -> dict[int, float]:
    for number, match in found.items():
        if best.get(number, 0.0) < match:
            best[number] = match
    return best


def _of_parts(term: Term, index: Index) -> dict[int, float]:
    """Findables that have all parts of the compound, as well as the worst of them."""
    if not term.parts:
        return {}
    first, *others = (_of_stem(part, PART, index) for part in term.parts)
    all_have = set(first).intersection(*others)
    return {number: min(match[number] for match in (first, *others)) for number in all_have}


def _of_stem(stem: str, counts: float, index: Index) -> dict[int, float]:
    numbers, weights = index.postings(stem)
    return dict(zip(numbers, map(_scale(counts).__getitem__, weights), strict=True))


@lru_cache(maxsize=100)
def _scale(counts: float) -> list[float]:
    """What each of the 256 weights counts."""
    return [weight * (counts / 255) for weight in range(256)]


def _hit(number: int, asked: Asked, tally: Tally, index: Index) -> Hit | None:
    entry = index.entry(number)
    title, whole_title = _best_name(entry["titles"], asked)
    name, whole_name = _best_name(entry["names"], asked)
    if not (whole_title or whole_name) and tally.understood(number) < CONFIDENT:
        return None
    score = tally.scores[number] / tally.whole + max(WHOLE_TITLE * title, WHOLE_NAME * name)
    # Who types a name exactly means just that, be it an office's.
    standing = max(index.standings[number] / 100, CALLED_BY_NAME if title == 1 else 0)
    return Hit(number, entry, score * standing, title == 1 or (name == 1 and len(asked.terms) == 1))


def _best_name(phrases: list[list[str]], asked: Asked) -> tuple[float, bool]:
    """How closely the question comes to one of the names (0 … 1), and whether it holds one of them whole."""
    best, whole = 0.0, False
    for phrase in phrases:
        if asked.stems.isdisjoint(phrase):
            continue
        shared = asked.stems.intersection(phrase)
        covered = sum(weight for weight, stems in asked.terms if not shared.isdisjoint(stems))
        covers, held = covered / asked.weight, len(shared) / len(phrase)
        best = max(best, (2 * covers * held / (covers + held)) ** 2)
        whole = whole or (held == 1 and covered > PALE_WEIGHT)
    return best, whole
