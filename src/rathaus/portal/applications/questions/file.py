"""One file."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

from django.http import QueryDict
from django.utils.translation import gettext as _

from rathaus.foundation.documents.uploads import KINDS
from rathaus.portal.applications.expressions import Type
from rathaus.portal.applications.questions.question import Context, Fault, Question

MEDIA_TYPES = {name: kind.content_type for name, kind in KINDS.items()}
STORED = {"file": str, "name": str, "size": int, "content_type": str}
"""What is kept of a file among the answers."""


@dataclass(frozen=True, kw_only=True)
class File(Question):
    """An upload: ``{file, name, size, content_type}``; the content itself is stored and checked by documents."""

    type = "file"
    parts = {"name": Type.STRING}
    many: ClassVar[bool] = False

    kinds: tuple[str, ...] = tuple(KINDS)
    max_mb: int = 10
    max_files: int = 1

    def mistakes(self) -> Iterator[tuple[str, str]]:
        for kind in self.kinds:
            if kind not in MEDIA_TYPES:
                yield "kinds", f"unknown kind of file {kind!r}; known are {', '.join(MEDIA_TYPES)}"
        if not 1 <= self.max_mb <= 10:
            yield "max_mb", "max_mb must be from 1 to 10"

    @property
    def max_bytes(self) -> int:
        """The greatest size of one file."""
        return self.max_mb * 1024 * 1024

    @property
    def media_types(self) -> list[str]:
        """Media types of ``kinds``."""
        return [MEDIA_TYPES[kind] for kind in self.kinds]

    @property
    def kinds_in_words(self) -> str:
        """``PDF, JPEG oder PNG``."""
        names = [kind.upper() for kind in self.kinds]
        return " ".join([", ".join(names[:-1]), _("oder"), names[-1]]) if len(names) > 1 else names[0]

    def read(self, data: QueryDict, name: str) -> Any:
        return None

    def from_json(self, value: Any) -> Any:
        return value

    def understands(self, value: Any) -> bool:
        return isinstance(value, dict) and all(isinstance(value.get(key), kind) for key, kind in STORED.items())

    def missing(self) -> str:
        return _("Bitte laden Sie eine Datei hoch: %(label)s") % {"label": self.label}

    def wrong(self, value: Any, context: Context) -> Iterator[Fault]:
        yield from self.wrong_file(value, context)

    def wrong_file(self, value: dict[str, Any], context: Context) -> Iterator[Fault]:
        """Faults of one file."""
        if value["content_type"] not in self.media_types:
            message = _("%(name)s hat nicht das richtige Format. Möglich sind %(kinds)s.")
            yield context.fault("wrong_kind", message % {"name": value["name"], "kinds": self.kinds_in_words})
        if value["size"] > self.max_bytes:
            message = _("%(name)s ist zu groß. Höchstens %(most)s MB sind möglich.")
            yield context.fault("too_big", message % {"name": value["name"], "most": self.max_mb})

    def show(self, value: Any) -> list[str]:
        return [value["name"]]

    def schema(self) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": {
                "name": {"type": "string", "minLength": 1, "maxLength": 120},
                "content_type": {"enum": self.media_types},
                "data": {"type": "string", "contentEncoding": "base64", "maxLength": self.max_bytes * 4 // 3 + 4},
            },
            "required": ["name", "content_type", "data"],
            "additionalProperties": False,
        }
