"""What every format reads a foreign catalogue into."""

from dataclasses import dataclass, field
from typing import Any

from rathaus.portal.catalogue.entries import ServiceEntry


class Unreadable(Exception):
    """A file of the catalogue can't be used at all; the message says which and why."""


@dataclass
class Catalogue:
    """Offices (field names of ``Office``), services, and (place, reason) of what had to be skipped."""

    source: str
    offices: list[dict[str, Any]] = field(default_factory=list)
    services: list[ServiceEntry] = field(default_factory=list)
    skipped_offices: list[tuple[str, str]] = field(default_factory=list)
    skipped_services: list[tuple[str, str]] = field(default_factory=list)
