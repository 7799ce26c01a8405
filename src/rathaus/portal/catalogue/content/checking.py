"""Whether the files of a city fit together: what one names, another must have."""

from collections.abc import Iterator
from pathlib import Path

from rathaus.lib.toml import ContentFault, line_of, lines_of
from rathaus.portal.catalogue.content.reading import CityContent, ServiceFolder


def faults_of(content: CityContent) -> list[ContentFault]:
    """Faults of single files first, then names that lead nowhere, doubles, and promises without their files."""
    known = {
        "office": {office.slug for office in content.offices.offices},
        "life_situations": {life.slug for life in content.life_situations.life_situations},
        "related": {service.slug for service in content.services},
    }
    faults = [*content.faults, *_doubles(content)]
    for service in content.services:
        faults.extend(_unknown_names(service, known))
        faults.extend(_broken_promises(service))
    return faults


def _doubles(content: CityContent) -> Iterator[ContentFault]:
    for file, key in ((content.offices, "offices"), (content.life_situations, "life_situations")):
        slugs = [entry.slug for entry in getattr(file, key)]
        for place, slug in enumerate(slugs):
            if slug in slugs[:place]:
                path = content.home / f"{key.replace('_', '-')}.toml"
                line = line_of(lines_of(path.read_text()), (key, place, "slug"))
                yield ContentFault(path, line, f"{key}: {slug!r} is there twice")


def _unknown_names(service: ServiceFolder, known: dict[str, set[str]]) -> Iterator[ContentFault]:
    for key, slugs in known.items():
        for slug in getattr(service.facts, key):
            if slug not in slugs:
                yield _fault(service, key, f"{key}: there is no {slug!r}")


def _broken_promises(service: ServiceFolder) -> Iterator[ContentFault]:
    folder: Path = service.file.parent
    if service.facts.online and not (folder / "application.toml").exists():
        yield _fault(service, "online", "online = true, but there is no application.toml")
    if "de" not in service.texts:
        yield ContentFault(folder / "text.de.md", 1, "missing")
    for position, fee in enumerate(service.facts.fees):
        if (fee.amount is None) == (fee.text is None):
            yield _fault(service, "fees", f"fees.{position}: give either amount or text", position)


def _fault(service: ServiceFolder, key: str, message: str, position: int | None = None) -> ContentFault:
    path = (key,) if position is None else (key, position)
    return ContentFault(service.file, line_of(service.lines, path), message)
