"""Prints the index: which stem stands in what, and how prominently."""

import hashlib
import json
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable

from rathaus.lib import german
from rathaus.lib.text import fold
from rathaus.portal.catalogue.models import PrintedIndex
from rathaus.portal.catalogue.search import compounds, sources, words
from rathaus.portal.catalogue.search.edition import FORMAT, pack, unpack
from rathaus.portal.catalogue.search.names import Phrase, pack_names
from rathaus.portal.catalogue.search.sources import KINDS, NAMED, Findable

HEAD, MODIFIER = 0.6, 0.5
"""How much the last and the other parts of a compound count against the whole word."""

Postings = dict[str, dict[int, float]]


def print_index(synonyms: dict[str, list[str]] | None) -> None:
    """Make the index anew from the database; without ``synonyms`` it keeps those it has."""
    if synonyms is None:
        synonyms = _header().get("synonyms", {})
    content = _printed(list(sources.everything()), synonyms)
    PrintedIndex.objects.update_or_create(
        pk=FORMAT, defaults={"edition": hashlib.sha256(content).hexdigest(), "content": content}
    )


def is_current(synonyms: dict[str, list[str]] | None) -> bool:
    """Whether the stored index has today's format and these synonyms."""
    header = _header()
    return header.get("format") == FORMAT and synonyms in (None, header["synonyms"])


def _header() -> dict:
    """Of the latest edition, if only in a format before: the first section is the same in all of them."""
    editions = PrintedIndex.objects.filter(pk__lte=FORMAT).order_by("-pk")
    content = editions.values_list("content", flat=True).first()
    return json.loads(unpack(bytes(content))[0]) if content else {}


def _printed(findables: list[Findable], synonyms: dict[str, list[str]]) -> bytes:
    spoken = [[(weight, german.words_of(text)) for weight, text in one.texts] for one in findables]
    spellings = _spellings(findables)
    known = {word for texts in spoken for _, said in texts for word in said}
    postings = _postings(spoken, known)
    terms = sorted(postings)
    return pack(
        [
            json.dumps({"format": FORMAT, "synonyms": synonyms}).encode(),
            "\n".join(terms).encode(),
            array("I", [len(postings[term]) for term in terms]).tobytes(),
            array("I", [number for term in terms for number in postings[term]]).tobytes(),
            bytes(round(weight * 255) for term in terms for weight in postings[term].values()),
            "\n".join(sorted(spellings)).encode(),
            "\n".join(spellings[word] for word in sorted(spellings)).encode(),
            "\n".join(sorted(known)).encode(),
            bytes(min(255, round(one.standing * 100)) for one in findables),
            bytes(KINDS.index(one.shown["kind"]) for one in findables),
            "\n".join(map(_entry, findables)).encode(),
            *pack_names([_phrases(one.titles) for one in findables], [_phrases(one.names) for one in findables]),
        ]
    )


def _spellings(findables: list[Findable]) -> dict[str, str]:
    """Folded word → as it is most often written, of all titles and names."""
    written = Counter(
        word for one in findables for weight, text in one.texts if weight >= NAMED for word in german.written(text)
    )
    return {fold(word): word for word, _ in reversed(written.most_common()) if word.isalnum()}


def _postings(spoken: Iterable[list[tuple[float, list[str]]]], known: set[str]) -> Postings:
    """Stem → number of the findable → its highest weight there."""
    taken_apart = _parts_of(known)
    postings: Postings = defaultdict(dict)
    for number, texts in enumerate(spoken):
        for weight, said in texts:
            for word in {word for word in said if not words.is_empty(word)}:
                for term, share in taken_apart[word]:
                    held = postings[term]
                    held[number] = max(held.get(number, 0.0), weight * share)
    return postings


def _parts_of(known: set[str]) -> dict[str, list[tuple[str, float]]]:
    """Each word's stems with their share: itself in full, the parts of a compound in part."""
    may_be_part = _whole_words(known)
    found = {}
    for word in known:
        parts = compounds.split(word, may_be_part) or list(filter(None, [compounds.long_head(word, may_be_part)]))
        shares = [MODIFIER] * (len(parts) - 1) + [HEAD]
        found[word] = [(german.stem(word), 1.0), *zip(map(german.stem, parts), shares, strict=False)]
    return found


def _whole_words(known: set[str]) -> Callable[[str], bool]:
    stems = {german.stem(word) for word in known if word.isalpha()}

    def is_known(part: str) -> bool:
        return not words.is_empty(part) and (part in known or part in stems)

    return is_known


def _entry(one: Findable) -> str:
    return json.dumps(one.shown | {"postcodes": one.postcodes}, ensure_ascii=False)


def _phrases(names: list[str]) -> list[Phrase]:
    """The stems of each name, every name once."""
    ours = words.own_name()
    stems = [{german.stem(word) for word in words.telling_words(name) if word not in ours} for name in names]
    return sorted({tuple(sorted(phrase)) for phrase in stems if phrase})
