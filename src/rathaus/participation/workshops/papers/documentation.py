"""The documentation of a workshop as one PDF: programme, who came, cards and profiles, photos, ideas."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone

from rathaus.foundation.documents.damage import Damaged, TooManyPixels
from rathaus.foundation.documents.images import shrunk
from rathaus.foundation.documents.letters import render
from rathaus.lib.dates import written
from rathaus.participation.ideas.models import Idea
from rathaus.participation.workshops.contributions import Entry, Photo, Section
from rathaus.participation.workshops.figures import Line
from rathaus.participation.workshops.models import Workshop

_SOURCE = Path(__file__).with_name("documentation.typ").read_text("utf-8")
_LONGEST_SIDE = 1200
"""Pixels of a photo in print: sharp at the width of a page, and some 200 kB."""


def documentation(
    workshop: Workshop, sections: Iterable[Section], ideas: Iterable[Idea], came: Sequence[Line]
) -> bytes:
    """The PDF; ``came`` says how many of each group were counted at the door."""
    start, end = (timezone.localtime(moment) for moment in (workshop.starts_at, workshop.ends_at))
    said = {
        "title": f"{workshop.title}: Dokumentation",
        "reference": workshop.slug,
        "date": written(timezone.localdate()),
        "when": f"{written(start.date())}, {start:%H:%M} bis {end:%H:%M} Uhr",
        "place": workshop.place,
        "series": str(workshop.series),
        "about": _paragraphs(workshop.about),
        "leaders": [{"role": role, "name": name} for role, name in workshop.leader_lines],
        "facilitator": workshop.facilitator,
        "programme": workshop.programme.splitlines(),
        "participants": workshop.participants,
        "came": [{"group": str(line.group.label), "count": line.present} for line in came],
        "documentation": _paragraphs(workshop.documentation) if workshop.documentation != workshop.about else [],
        "sections": [_section(section) for section in sections],
        "ideas": [_idea(idea) for idea in ideas],
        "example": workshop.is_example,
    }
    return render(_SOURCE, said)


def _paragraphs(text: str) -> list[str]:
    return [paragraph.strip() for paragraph in text.split("\n\n") if paragraph.strip()]


def _section(section: Section) -> dict[str, Any]:
    return {
        "title": section.title,
        "text": _paragraphs(section.text),
        "example": section.is_example,
        "entries": [_entry(entry) for entry in section.entries],
        "photos": list(_photos(section.photos)),
    }


def _entry(entry: Entry) -> dict[str, Any]:
    return {"title": entry.title, "text": _paragraphs(entry.text), "facts": [list(fact) for fact in entry.facts]}


def _idea(idea: Idea) -> dict[str, Any]:
    return {
        "title": f"Idee {idea.number}: {idea.title}",
        "state": idea.state_named.name,
        "link": settings.PUBLIC_ADDRESS + idea.get_absolute_url(),
        "example": idea.is_example,
    }


def _photos(photos: Iterable[Photo]) -> Iterator[dict[str, Any]]:
    """Typst takes the bytes as numbers. What is no picture after all is left out."""
    for photo in photos:
        with suppress(Damaged, TooManyPixels):
            yield {"bytes": list(shrunk(photo.content, _LONGEST_SIDE)), "alt": photo.alt}
