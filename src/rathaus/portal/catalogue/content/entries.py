"""Turns the city's files into what the catalogue stores: Markdown becomes clean HTML, words become keywords."""

from typing import Any

from rathaus.lib.markup import to_html
from rathaus.portal.catalogue.content.reading import ServiceFolder
from rathaus.portal.catalogue.content.shapes import LifeSituationEntry, OfficeEntry
from rathaus.portal.catalogue.entries import ServiceEntry

COLUMNS = {"title", "summary", "life_situations", "synonyms", "leika_key", "popular", "en"}
"""Keys of ``service.toml`` with a column of their own; all others are facts."""


def service_entry(folder: ServiceFolder) -> ServiceEntry:
    """The service as the catalogue keeps it."""
    said = folder.facts
    fields = {
        "title": said.title,
        "summary": said.summary,
        "text": to_html(folder.texts.get("de", "")),
        "facts": said.model_dump(exclude=COLUMNS, exclude_defaults=True),
        "english": _english(folder),
        "keywords": "\n".join(
            [*said.synonyms, *filter(None, [said.official_name]), *(said.en.synonyms if said.en else [])]
        ),
        "leika_key": said.leika_key or "",
        "popular": said.popular,
    }
    return ServiceEntry(folder.slug, fields, said.office, said.life_situations)


def _english(folder: ServiceFolder) -> dict[str, Any]:
    said = folder.facts.en
    english: dict[str, Any] = said.model_dump(exclude={"synonyms"}, exclude_defaults=True) if said else {}
    if "en" in folder.texts:
        english["text"] = to_html(folder.texts["en"])
    return english


def office_fields(office: OfficeEntry) -> dict[str, Any]:
    """Field names of the model ``Office``."""
    fields = office.model_dump(exclude={"keywords", "en"})
    return fields | {
        "keywords": "\n".join(office.keywords),
        "english": office.en.model_dump(exclude_none=True) if office.en else {},
    }


def life_fields(life: LifeSituationEntry) -> dict[str, Any]:
    """Field names of the model ``LifeSituation``."""
    english = life.en.model_dump(exclude_none=True) if life.en else {}
    if "text" in english:
        english["text"] = to_html(english["text"])
    fields = life.model_dump(exclude={"text", "keywords", "en"})
    return fields | {"text": to_html(life.text), "keywords": "\n".join(life.keywords), "english": english}
