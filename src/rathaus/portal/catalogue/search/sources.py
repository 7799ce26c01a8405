"""What can be found: services, their short answers, life situations and offices, as rows of text with weights."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from rathaus.foundation.offices.models import Office
from rathaus.portal.catalogue.models import LifeSituation, Service
from rathaus.portal.catalogue.prices import prices
from rathaus.portal.catalogue.prose import first_sentence, plain

TITLE, NAMED, SUMMARY, SAID = 1.0, 0.85, 0.5, 0.25
"""How much a word counts in a title, among synonyms and official names, in a summary, in the text."""
POPULAR, OWN = 1.15, 1.3
"""How much further up the most used services come, and the city's own against an imported catalogue's."""
LONGEST_TEXT = 8_000
KINDS = ("service", "answer", "life", "office")


@dataclass(frozen=True)
class Findable:
    """``shown`` goes to the page as it is; ``titles`` and other ``names`` count most when typed whole."""

    shown: dict[str, Any]
    texts: list[tuple[float, str]]
    titles: list[str]
    names: list[str]
    standing: float
    """Above 1 comes earlier, below later, when words fit equally well."""
    postcodes: list[str] = field(default_factory=list)


def everything() -> Iterator[Findable]:
    """All that the city and its imported catalogues offer, in a stable order."""
    for service in Service.objects.order_by("pk").iterator(chunk_size=500):
        yield _service(service)
        yield from _answers(service)
    for life in LifeSituation.objects.order_by("pk"):
        yield _life_situation(life)
    for office in Office.objects.order_by("pk").iterator(chunk_size=500):
        yield _office(office)


def _service(service: Service) -> Findable:
    english, facts = service.english, service.facts
    names = service.keywords.splitlines()
    titles = [title for title in (service.title, english.get("title")) if title]
    said = [*facts.get("who", []), *facts.get("needs", []), *facts.get("steps", []), plain(service.text)[:LONGEST_TEXT]]
    said += [question for answer in facts.get("answers", []) for question in answer.values()]
    shown = _shown("service", service.slug, service.title, service.summary, service.get_absolute_url(), english)
    return Findable(
        shown | {"intro": _intro(service.text, service.summary), "meta": {"online": service.fact("online", False)}},
        [*((TITLE, t) for t in titles), (NAMED, "\n".join(names)), (SUMMARY, service.summary), (SAID, "\n".join(said))],
        titles,
        names,
        (POPULAR if service.popular else 1.0) * (OWN if service.source == "city" else 1.0),
    )


def _answers(service: Service) -> Iterator[Findable]:
    for facts, language in ((service.facts, "de"), (service.english, "en")):
        for number, answer in enumerate(facts.get("answers", [])):
            address = f"{service.get_absolute_url()}#antwort-{number + 1}"
            shown = _shown(
                "answer", f"{service.slug}-{language}-{number}", answer["question"], answer["answer"], address, {}
            )
            shown |= {
                "language": language,
                "fees": prices(facts.get("fees", [])).lines if number == 0 else [],
            }
            yield Findable(shown, [(TITLE, answer["question"]), (SAID, answer["answer"])], [], [], 0.8)


def _life_situation(life: LifeSituation) -> Findable:
    names = life.keywords.splitlines()
    titles = [title for title in (life.title, life.english.get("title")) if title]
    return Findable(
        _shown("life", life.slug, life.title, life.summary, life.get_absolute_url(), life.english),
        [*((TITLE, t) for t in titles), (NAMED, life.keywords), (SUMMARY, life.summary), (SAID, plain(life.text))],
        titles,
        names,
        0.75,
    )


def _office(office: Office) -> Findable:
    names = [word for word in office.keywords.splitlines() if not word.isdigit()]
    town = f"{office.postcode} {office.town}".strip()
    place = ", ".join(filter(None, [office.street, town])) if office.street or office.postcode else ""
    summary = place or first_sentence(office.about)
    english = {"title": office.english.get("name"), "summary": place or first_sentence(office.english.get("about", ""))}
    return Findable(
        _shown("office", office.slug, office.name, summary, office.get_absolute_url(), english),
        [(TITLE, office.name), (NAMED, "\n".join(names)), (SUMMARY, place), (SAID, office.about)],
        [office.name],
        names,
        0.7,
        [word for word in (office.postcode, *office.keywords.split()) if word.isdigit() and len(word) == 5],
    )


def _shown(kind: str, key: str, title: str, summary: str, url: str, english: dict[str, Any]) -> dict[str, Any]:
    shown: dict[str, Any] = {"kind": kind, "key": f"{kind}:{key}", "title": title, "summary": summary, "url": url}
    if not english.get("title"):
        return shown
    said = english.get("summary") or ""
    return shown | {
        "english": {"title": english["title"], "summary": said, "intro": _intro(english.get("text", ""), said)}
    }


def _intro(text: str, summary: str) -> str:
    """The first sentence of the text, unless the summary says it already."""
    intro = first_sentence(text)
    return "" if intro == summary else intro
