"""Understands what was typed: which words matter, and what else each of them may mean."""

from dataclasses import dataclass, field

from rathaus.lib import german
from rathaus.portal.catalogue.search import compounds, spelling, words
from rathaus.portal.catalogue.search.index import Index

MOST_WORDS = 12
MOST_CORRECTIONS = 4
MOST_BEGINNINGS = 30
SYNONYM, PART, MISTYPED, BEGUN = 0.9, 0.65, 0.85, 0.8
"""How much a match counts that isn't the word itself."""
PALE_WEIGHT = 0.35


@dataclass
class Term:
    """One word of the question: stems it may be found by, each with what such a match counts.

    ``parts`` are the stems of a compound nobody wrote yet; a findable must have all of them (``kindergeld`` is not
    found by ``Kind`` alone).
    """

    typed: str
    weight: float
    ways: dict[str, float] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)

    @property
    def stems(self) -> set[str]:
        """Every stem the term stands for."""
        return {*self.ways, *self.parts}

    def add(self, stem: str, counts: float) -> None:
        self.ways[stem] = max(self.ways.get(stem, 0.0), counts)


@dataclass
class Question:
    """What was typed, understood."""

    terms: list[Term]
    postcodes: list[str] = field(default_factory=list)
    corrections: dict[str, str] = field(default_factory=dict)
    """Mistyped folded word → the word it was taken for."""

    @property
    def stems(self) -> set[str]:
        """Every stem the question stands for."""
        return {stem for term in self.terms for stem in term.stems}


def understand(text: str, index: Index, *, literally: bool = False, begun: bool = False) -> Question:
    """``literally``: no typing errors assumed. ``begun``: the last word may still be unfinished."""
    typed = words.telling_words(text)[:MOST_WORDS]
    question = Question([], [word for word in typed if words.is_postcode(word)])
    telling = [word for word in typed if not words.is_postcode(word)]
    question.terms = [_term(word) for word in telling]
    for left, right in zip(question.terms, question.terms[1:], strict=False):
        _join(left, right, index)
    if begun and question.terms:
        _finish(question.terms[-1], index)
    for term in question.terms:
        _look_closer(term, index, question, literally)
    _translate(question, index)
    return question


def _term(word: str) -> Term:
    stem = german.stem(word)
    pale = stem in words.PALE or word.isdigit() or word in words.own_name()
    return Term(word, PALE_WEIGHT if pale else 1.0, {stem: 1.0})


def _join(left: Term, right: Term, index: Index) -> None:
    """``hunde steuer`` is also ``hundesteuer``."""
    for whole in compounds.joined(left.typed, right.typed):
        if whole in index.known:
            left.add(german.stem(whole), 1.0)
            right.add(german.stem(whole), 1.0)


def _finish(term: Term, index: Index) -> None:
    for word in index.beginning_with(term.typed, limit=MOST_BEGINNINGS):
        term.add(german.stem(word), BEGUN)


def _look_closer(term: Term, index: Index, question: Question, literally: bool) -> None:
    """A word the index doesn't hold may be mistyped, or a compound of words it holds."""
    if any(stem in index for stem in term.ways) or tuple(term.ways) in index.synonyms:
        return
    may_correct = not literally and len(question.corrections) < MOST_CORRECTIONS
    slips, meant = spelling.nearest(term.typed, index.spellings_by_length) if may_correct else (0, "")
    term.parts = [german.stem(part) for part in index.parts(term.typed)]
    # One slip away is more likely meant than a new compound, further away less.
    if meant and (slips == 1 or not term.parts):
        question.corrections[term.typed] = meant
        term.add(german.stem(meant), MISTYPED)


def _translate(question: Question, index: Index) -> None:
    """Adds the words our pages use for words and phrases people use."""
    stems = [german.stem(question.corrections.get(term.typed, term.typed)) for term in question.terms]
    for start in range(len(stems)):
        for end in range(start + 1, min(len(stems), start + 4) + 1):
            for used in index.synonyms.get(tuple(stems[start:end]), []):
                for term in question.terms[start:end]:
                    for stem in used:
                        term.add(stem, SYNONYM / len(used) ** 0.5)
