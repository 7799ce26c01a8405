"""Weighs what was found: rare words more than common ones, titles more than texts, whole names most."""

from dataclasses import dataclass
from itertools import compress, islice, repeat
from operator import eq, getitem, lt, mul

from rathaus.portal.catalogue.search.asking import Question
from rathaus.portal.catalogue.search.index import Index
from rathaus.portal.catalogue.search.nearness import Nearness
from rathaus.portal.catalogue.search.tally import Matches, Tally

FINALISTS = 60
"""How many are looked at closely; nobody reads further."""
WHOLE_TITLE, WHOLE_NAME = 1.0, 0.85
CALLED_BY_NAME = 1.2
CONFIDENT = 0.45
"""The share of the question that must be answered; below it we say honestly that we found nothing."""


@dataclass
class Hit:
    """One thing found; ``named`` if the question is just its title, or one word it is known by."""

    number: int
    score: float
    named: bool


def rank(question: Question, index: Index) -> list[Hit]:
    """What answers the question, best first; empty if nothing does with confidence."""
    tally = Tally(question.terms, index)
    finalists = _finalists(tally.scores, index.standings)
    nearness, understood = Nearness(question.terms, index.names), tally.understood(finalists)
    one_word = len(question.terms) == 1
    hits = []
    for number in finalists:
        title, whole_title = nearness.best_of(index.names.titles[number])
        name, whole_name = nearness.best_of(index.names.others[number])
        if whole_title or whole_name or understood[number] >= CONFIDENT:
            score = tally.scores[number] / tally.whole + max(WHOLE_TITLE * title, WHOLE_NAME * name)
            # Who types a name exactly means just that, be it an office's.
            standing = max(index.standings[number] / 100, CALLED_BY_NAME if title == 1 else 0)
            hits.append(Hit(number, score * standing, title == 1 or (name == 1 and one_word)))
    return sorted(hits, key=lambda hit: (-hit.score, hit.number))


def _finalists(scores: Matches, standings: bytes) -> list[int]:
    """The best of them, in no order; of equal ones those that were found first."""
    weighed = [*map(mul, scores.values(), map(getitem, repeat(standings), scores))]
    if len(weighed) <= FINALISTS:
        return [*scores]
    last = sorted(weighed)[-FINALISTS]
    better = [*compress(scores, map(lt, repeat(last), weighed))]
    equal = compress(scores, map(eq, repeat(last), weighed))
    return [*better, *islice(equal, FINALISTS - len(better))]
