"""Several files."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from rathaus.portal.applications.expressions import Type
from rathaus.portal.applications.questions.file import File
from rathaus.portal.applications.questions.question import Context, Fault


@dataclass(frozen=True, kw_only=True)
class Files(File):
    """A list of uploads, at most ``max_files``."""

    type = "files"
    kind = Type.List(Type.Map(Type.STRING, Type.DYN))
    zero = ()
    parts = {}
    many = True

    max_files: int = 5

    def understands(self, value: Any) -> bool:
        return isinstance(value, list) and all(super(Files, self).understands(entry) for entry in value)

    def wrong(self, value: Any, context: Context) -> Iterator[Fault]:
        if len(value) > self.max_files:
            message = _("%(label)s: höchstens %(most)s Dateien.") % {"label": self.label, "most": self.max_files}
            yield context.fault("too_many", message)
        for entry in value:
            yield from self.wrong_file(entry, context)

    def show(self, value: Any) -> list[str]:
        return [entry["name"] for entry in value]

    def schema(self) -> dict[str, Any]:
        least = 1 if self.required else 0
        return {"type": "array", "items": super().schema(), "minItems": least, "maxItems": self.max_files}
