"""Compares the question with what findables are called."""

from collections.abc import Collection, Iterable

from rathaus.portal.catalogue.search.asking import PALE_WEIGHT, Term
from rathaus.portal.catalogue.search.names import Names


class Nearness:
    """How closely the question comes to a name (0 … 1), and whether it holds the name whole; by number of the name.

    Names that share no stem with the question are left aside at once, and each of the others is looked at once.
    """

    def __init__(self, terms: list[Term], names: Names) -> None:
        self._lengths = names.lengths
        self._holding = {stem: names.holding(stem) for term in terms for stem in term.stems}
        self._terms = [(term.weight, self._touched(term.stems)) for term in terms]
        self._weight = sum(weight for weight, _ in self._terms) or 1.0
        self._near = self._touched(self._holding)
        self._known: dict[int, tuple[float, bool]] = {}

    def best_of(self, names: Iterable[int]) -> tuple[float, bool]:
        """How closely the question comes to one of the names, and whether it holds one of them whole."""
        best, whole = 0.0, False
        for name in self._near.intersection(names):
            closely, held = self._known.get(name) or self._look_at(name)
            best = closely if closely > best else best
            whole = whole or held
        return best, whole

    def _touched(self, stems: Collection[str]) -> frozenset[int]:
        """Names that hold one of the stems."""
        if not stems:
            return frozenset()
        first, *others = map(self._holding.__getitem__, stems)
        return first.union(*others) if others else first

    def _look_at(self, name: int) -> tuple[float, bool]:
        covered, shared = 0.0, 0
        for weight, touched in self._terms:
            if name in touched:
                covered += weight
        for names in self._holding.values():
            if name in names:
                shared += 1
        covers, held = covered / self._weight, shared / self._lengths[name]
        seen = self._known[name] = (2 * covers * held / (covers + held)) ** 2, held == 1 and covered > PALE_WEIGHT
        return seen
