"""Walks the folders of the city's content and brings back what they say, or what is wrong with them."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from rathaus.lib.toml import ContentFault, Place, line_in, line_of, lines_of
from rathaus.portal.catalogue.content.shapes import (
    LifeSituationsFile,
    OfficesFile,
    ServiceFile,
    Shape,
    SynonymsFile,
)

S = TypeVar("S", bound=Shape)
LARGEST_FILE = 1_000_000
"""Bytes; a text file of a service is some 5,000."""


@dataclass
class ServiceFolder:
    """One service as its folder tells it; texts are Markdown by language."""

    slug: str
    file: Path
    lines: dict[Place, int]
    facts: ServiceFile
    texts: dict[str, str]


@dataclass
class CityContent:
    """Everything read, and every fault found on the way; ``home`` is the city's own folder."""

    home: Path
    services: list[ServiceFolder] = field(default_factory=list)
    offices: OfficesFile = field(default_factory=OfficesFile)
    life_situations: LifeSituationsFile = field(default_factory=LifeSituationsFile)
    synonyms: SynonymsFile = field(default_factory=SynonymsFile)
    faults: list[ContentFault] = field(default_factory=list)


def read_city(folder: Path, city: str) -> CityContent:
    """All of ``folder/services`` and ``folder/cities/<city>``; faults are collected, never raised."""
    home = folder / "cities" / city
    content = CityContent(home)
    content.offices = _read(home / "offices.toml", OfficesFile, content.faults) or OfficesFile()
    content.life_situations = (
        _read(home / "life-situations.toml", LifeSituationsFile, content.faults) or LifeSituationsFile()
    )
    content.synonyms = read_synonyms(folder, city, content.faults)
    for file in sorted((folder / "services").glob("*/service.toml")):
        if (facts := _read(file, ServiceFile, content.faults)) is not None:
            lines = lines_of(file.read_text())
            content.services.append(ServiceFolder(file.parent.name, file, lines, facts, _texts(file.parent)))
    return content


def read_synonyms(folder: Path, city: str, faults: list[ContentFault]) -> SynonymsFile:
    """The curated file of words; an empty one if there is none."""
    return _read(folder / "cities" / city / "synonyms.toml", SynonymsFile, faults) or SynonymsFile()


def _texts(folder: Path) -> dict[str, str]:
    files = {language: folder / f"text.{language}.md" for language in ("de", "en")}
    return {language: file.read_text() for language, file in files.items() if file.exists()}


def _read(file: Path, shape: type[S], faults: list[ContentFault]) -> S | None:
    """``file`` as ``shape``; None if it is missing or faulty."""
    if not file.exists():
        return None
    if file.stat().st_size > LARGEST_FILE:
        faults.append(ContentFault(file, 1, f"larger than {LARGEST_FILE} bytes"))
        return None
    try:
        text = file.read_text()
        return shape.model_validate(tomllib.loads(text))
    except UnicodeDecodeError as fault:
        faults.append(ContentFault(file, 1, f"not UTF-8: {fault.reason} at byte {fault.start}"))
    except tomllib.TOMLDecodeError as fault:
        faults.append(ContentFault(file, line_in(str(fault)), str(fault)))
    except ValidationError as fault:
        faults.extend(_faults(file, text, fault))
    return None


def _faults(file: Path, text: str, found: ValidationError) -> list[ContentFault]:
    lines = lines_of(text)
    return [
        ContentFault(file, line_of(lines, error["loc"]), f"{'.'.join(map(str, error['loc']))}: {error['msg']}")
        for error in found.errors()
    ]
