"""Answers a search: results, a short answer above them, and how a typing error was understood."""

from dataclasses import dataclass, field
from typing import Any

from rathaus.lib.german import stem, words_of, written
from rathaus.lib.text import clean, fold
from rathaus.portal.catalogue.search.asking import Question, understand
from rathaus.portal.catalogue.search.index import Index, current_index
from rathaus.portal.catalogue.search.ranking import Hit, rank

SHOWN = ("kind", "key", "title", "url", "summary", "intro", "meta")
LONGEST_QUESTION = 200
SHORTEST_BEGINNING = 2


@dataclass(frozen=True)
class Result:
    """``kind`` is service, life, office or answer; ``key`` names it; ``language`` is that of its texts; ``meta`` says
    whether a service is ``online``."""

    kind: str
    key: str
    title: str
    url: str
    summary: str
    intro: str
    language: str
    meta: dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """A short answer; ``fees`` are (label, price) where the question is about its first answer."""

    question: str
    text: str
    url: str
    service: Result
    fees: list[list[str]]
    language: str


@dataclass(frozen=True)
class Found:
    """``corrected`` is the question as it was understood, if a word of it was mistyped; ``stems`` are what to mark."""

    results: list[Result] = field(default_factory=list)
    answer: Answer | None = None
    corrected: str | None = None
    stems: frozenset[str] = frozenset()


def find(text: str, *, limit: int = 10, language: str = "de", literally: bool = False) -> Found:
    """What fits ``text`` (cut at 200 characters), best first; nothing rather than something that doesn't fit."""
    typed = clean(text)[:LONGEST_QUESTION]
    if not words_of(typed) or (index := current_index()) is None:
        return Found()
    question = understand(typed, index, literally=literally)
    hits = rank(question, index)
    found = [hit.number for hit in hits if index.kind(hit.number) != "answer"]
    shown = _with_postcodes(found, question, index)
    return Found(
        [_result(index.entry(number), language) for number in shown[:limit]],
        _answer(hits, index, language),
        _corrected(typed, question, index) if shown else None,
        frozenset(question.stems),
    )


def suggest(prefix: str, *, limit: int = 6, language: str = "de") -> list[Result]:
    """Services, answers and places for what is typed so far."""
    typed = clean(prefix)[:LONGEST_QUESTION]
    if len("".join(words_of(typed))) < SHORTEST_BEGINNING or (index := current_index()) is None:
        return []
    hits = rank(understand(typed, index, begun=True), index)
    entries = [index.entry(hit.number) for hit in hits]
    results = [_result(entry, language) for entry in entries if entry.get("language", language) == language]
    last = words_of(typed)[-1]
    return sorted(results, key=lambda result: not _begins(result.title, last))[:limit]


def _begins(title: str, beginning: str) -> bool:
    """Whether a word of the title begins so: what one sees growing under the field."""
    return any(word.startswith(beginning) or stem(word) == stem(beginning) for word in words_of(title))


def _result(entry: dict[str, Any], language: str) -> Result:
    english = entry.get("english", {}) if language == "en" else {}
    own = entry.get("language") or ("en" if "title" in english else "de")
    shown = {"intro": "", "meta": {}} | entry | english
    return Result(language=own, **{name: shown[name] for name in SHOWN})


def _with_postcodes(found: list[int], question: Question, index: Index) -> list[int]:
    """The offices of a postcode that was typed come right behind the services."""
    offices = dict.fromkeys(number for code in question.postcodes for number in index.by_postcode.get(code, []))
    if not offices:
        return found
    services = [number for number in found if index.kind(number) == "service"]
    others = [number for number in found if index.kind(number) != "service" and number not in offices]
    return [*services, *offices, *others]


def _answer(hits: list[Hit], index: Index, language: str) -> Answer | None:
    """The best answer of the first result, if that is a service; its first answer if just its name was typed."""
    first = next((hit for hit in hits if index.kind(hit.number) != "answer"), None)
    if first is None or index.kind(first.number) != "service":
        return None
    its = _answers(first.number, index)
    for number in [*(hit.number for hit in hits if hit.number in its), *(its if first.named else [])]:
        entry = index.entry(number)
        if entry["language"] == language:
            service = _result(index.entry(first.number), language)
            return Answer(entry["title"], entry["summary"], entry["url"], service, entry["fees"], language)
    return None


def _answers(service: int, index: Index) -> range:
    """The answers of a service are printed right behind it."""
    behind = range(service + 1, len(index))
    return range(service + 1, next((number for number in behind if index.kind(number) != "answer"), len(index)))


def _corrected(typed: str, question: Question, index: Index) -> str | None:
    """``hundesteur`` → ``Hundesteuer``; None if nothing was mistyped."""
    if not question.corrections:
        return None
    meant = {word: index.written[correct] for word, correct in question.corrections.items()}
    return " ".join(meant.get(fold(word), word) for word in written(typed))
