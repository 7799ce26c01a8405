"""What is to be stored in the catalogue, whatever it was read from."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class ServiceEntry:
    """One service: ``fields`` of the model, offices by their key in the same source, life situations by slug."""

    slug: str
    fields: dict[str, Any]
    offices: list[str] = field(default_factory=list)
    life_situations: list[str] = field(default_factory=list)
