"""What findables are called: every name once, as the stems it is made of, and found by each of them.

A question touches few of the names; only those are compared with it, however many names a findable has.
"""

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache

from rathaus.portal.catalogue.search.edition import Lists, numbers, pack_lists

KEPT_STEMS = 1000
"""Of how many stems the names stay together; some 3 kB each."""
Phrase = tuple[str, ...]
"""The stems of a name, each once, sorted."""


class Names:
    """Names go by number: ``titles[4]`` and ``others[4]`` are those of findable 4.

    ``lengths[7]`` is how many stems the name 7 has.
    """

    def __init__(self, titles: bytes, others: bytes, lengths: bytes, stems: bytes, holding: bytes) -> None:
        self.titles, self.others = Lists(titles), Lists(others)
        self.lengths = numbers("I", lengths)
        self._rows = {stem: row for row, stem in enumerate(stems.decode().split("\n"))}
        self._holding = Lists(holding)
        self.holding = lru_cache(KEPT_STEMS)(self._held_by)
        """The names in which a stem stands."""

    def _held_by(self, stem: str) -> frozenset[int]:
        row = self._rows.get(stem)
        return frozenset() if row is None else frozenset(self._holding[row])


def pack_names(titles: Iterable[list[Phrase]], others: Iterable[list[Phrase]]) -> Iterator[bytes]:
    """The sections of ``Names``; both are by number of the findable."""
    known: dict[Phrase, int] = {}
    for called in (titles, others):
        yield pack_lists([[known.setdefault(phrase, len(known)) for phrase in phrases] for phrases in called])
    yield array("I", map(len, known)).tobytes()
    holding: dict[str, list[int]] = defaultdict(list)
    for phrase, name in known.items():
        for stem in phrase:
            holding[stem].append(name)
    yield "\n".join(holding).encode()
    yield pack_lists(holding.values())
