"""The printed index, open for reading."""

import json
import threading
from array import array
from bisect import bisect_left
from collections import defaultdict
from functools import cached_property, lru_cache
from itertools import accumulate, pairwise
from math import log
from typing import Any

from django.db import connection

from rathaus.lib import german
from rathaus.portal.catalogue.models import PrintedIndex
from rathaus.portal.catalogue.search import compounds, words
from rathaus.portal.catalogue.search.edition import FORMAT, numbers, unpack
from rathaus.portal.catalogue.search.names import Names
from rathaus.portal.catalogue.search.sources import KINDS

KEPT_ENTRIES = 6000
"""How many entries stay read; some 1.7 kB each."""


class Index:
    """Read-only, shared by all threads of a process."""

    def __init__(self, edition: str, content: bytes) -> None:
        header, terms, counts, held, self.weights, *rest = unpack(content)
        spellings, written, known, self.standings, self._kinds, entries, *names = rest
        self.edition = edition
        self.synonyms = _by_stems(json.loads(header)["synonyms"])
        self.spellings = spellings.decode().split("\n")
        """Folded words of titles and names, sorted: what a typing error is measured against."""
        self.written = dict(zip(self.spellings, written.decode().split("\n"), strict=True))
        """Each of them as people write it: ``fuehrungszeugnis`` → Führungszeugnis."""
        self.known = set(known.decode().split("\n"))
        self.entry = lru_cache(KEPT_ENTRIES)(self._entry)
        """What is shown of the findable of a number, with its postcodes."""
        self.names = Names(*names)
        self._entries = entries.split(b"\n") if entries else []
        self._numbers = numbers("I", held)
        ends = list(accumulate(numbers("I", counts), initial=0))
        self._terms = dict(zip(terms.decode().split("\n"), pairwise(ends), strict=False))

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, stem: str) -> bool:
        return stem in self._terms

    def postings(self, stem: str) -> "tuple[array[int], bytes]":
        """Numbers of the findables a stem stands in, and its weights there (255 = in full)."""
        start, end = self._terms.get(stem, (0, 0))
        return self._numbers[start:end], self.weights[start:end]

    def rarity(self, findables: int) -> float:
        """1 for a word of one findable, towards 0 for a word of all."""
        return log(1 + len(self) / max(1, findables)) / log(1 + max(1, len(self)))

    def kind(self, number: int) -> str:
        """One of ``KINDS``, without reading the entry."""
        return KINDS[self._kinds[number]]

    def _entry(self, number: int) -> dict[str, Any]:
        return json.loads(self._entries[number])

    def beginning_with(self, prefix: str, limit: int) -> list[str]:
        """Spellings that begin so, in alphabetical order."""
        start = bisect_left(self.spellings, prefix)
        found = self.spellings[start : start + limit]
        return [word for word in found if word.startswith(prefix)]

    def parts(self, word: str) -> list[str]:
        """The parts of a folded compound nobody wrote yet, as ``parkausweis``."""
        return compounds.split(word, self._is_part) or []

    def _is_part(self, part: str) -> bool:
        return not words.is_empty(part) and (part in self.known or part in self._terms)

    @cached_property
    def spellings_by_length(self) -> dict[int, list[str]]:
        """Candidates for a mistyped word."""
        by_length: dict[int, list[str]] = defaultdict(list)
        for word in self.spellings:
            by_length[len(word)].append(word)
        return by_length

    @cached_property
    def by_postcode(self) -> dict[str, list[int]]:
        """Offices of each postcode; nothing else has one."""
        found: dict[str, list[int]] = defaultdict(list)
        for number in range(len(self)):
            # Reading every entry would take seconds at 10,000 services.
            if self.kind(number) == "office":
                for postcode in self.entry(number)["postcodes"]:
                    found[postcode].append(number)
        return found


def _by_stems(synonyms: dict[str, list[str]]) -> dict[tuple[str, ...], list[list[str]]]:
    """Stems of what people type → stems of each word our pages use."""
    stems = {typed: tuple(map(german.stem, german.words_of(typed))) for typed in synonyms}
    return {
        stems[typed]: [list(map(german.stem, german.words_of(used))) for used in uses]
        for typed, uses in synonyms.items()
    }


_lock = threading.Lock()
_open: list[Index] = []
"""The edition this process holds, if any."""


def current_index() -> Index | None:
    """The edition in force, read anew when another process printed one; None before the first."""
    if (edition := _edition_in_force()) is None:
        return None
    with _lock:
        if not _open or _open[0].edition != edition:
            stored = PrintedIndex.objects.get(pk=FORMAT)
            _open[:] = [Index(stored.edition, bytes(stored.content))]
        return _open[0]


def _edition_in_force() -> str | None:
    """Asked with every search: by hand it costs a fifth."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT edition FROM {PrintedIndex._meta.db_table} WHERE id = {FORMAT}")  # noqa: S608 (our own name)
        row = cursor.fetchone()
    return row[0] if row else None
