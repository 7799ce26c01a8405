"""Where a page came from: whoever knows registers here, in an ``apps.py``; the catalogue knows nothing of ideas."""

from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class Origin:
    """„Entstanden aus Idee 17“: the idea, and the project that carried it out; links are places of this house."""

    number: int
    title: str
    link: str
    project: str
    project_link: str


class Source(Protocol):
    """Tells from what the page at ``path`` came, nothing if it does not know; at most one query."""

    def __call__(self, path: str) -> list[Origin]: ...


_sources: list[Source] = []


def register(source: Source) -> Source:
    """Ask ``source`` from now on; twice is once."""
    if source not in _sources:
        _sources.append(source)
    return source


def origins_of(path: str) -> list[Origin]:
    """What all sources tell, in the order they registered."""
    return [origin for source in _sources for origin in source(path)]
