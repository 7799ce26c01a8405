"""What later stages add to the documentation of a workshop: they register a contributor in their ``apps.py``."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from rathaus.participation.workshops.models import Workshop


@dataclass(frozen=True)
class Entry:
    """A card, a profile, a note: a heading and what was written; ``facts`` are pairs of name and text."""

    title: str
    text: str = ""
    facts: tuple[tuple[str, str], ...] = ()
    link: str = ""
    """Where to read on, a place of this house: ``/ideen/17/``."""


@dataclass(frozen=True)
class Photo:
    """A picture (JPEG or PNG, as stored) with the words for those who can't see it."""

    content: bytes
    alt: str
    link: str
    """Where the page gets it: ``/workshops/<slug>/raum/foto/3/``."""


@dataclass(frozen=True)
class Section:
    """One part of the documentation, on the page and in the PDF: „Tisch 1: Service für Bürger“."""

    title: str
    text: str = ""
    entries: tuple[Entry, ...] = ()
    photos: tuple[Photo, ...] = ()
    is_example: bool = False


Contributor = Callable[[Workshop], Iterable[Section]]
"""Public sections only, in their order; none while there is nothing to show."""

_contributors: list[Contributor] = []


def register(contributor: Contributor) -> Contributor:
    """Ask ``contributor`` from now on; twice is once. Usable as a decorator."""
    if contributor not in _contributors:
        _contributors.append(contributor)
    return contributor


def sections_of(workshop: Workshop) -> Iterator[Section]:
    """All that was contributed, in the order of registration."""
    for contributor in _contributors:
        yield from contributor(workshop)
