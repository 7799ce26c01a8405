"""Uploads are looked at before they are kept: what counts is the content, never the name or what the browser claims."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import puremagic
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rathaus.foundation.documents import images, pdfs
from rathaus.foundation.documents.damage import Damaged, TooManyPixels
from rathaus.foundation.documents.names import EXTENSIONS, clean_name, split
from rathaus.foundation.documents.refusals import Refused


@dataclass(frozen=True)
class Inspected:
    """A file that may be kept: clean name, true type, and content freed of what it hides (where a photo was taken)."""

    name: str
    content_type: str
    content: bytes


@dataclass(frozen=True)
class Kind:
    """A kind of file we take."""

    content_type: str
    label: str | Promise
    signature: bytes
    tidy: Callable[[bytes], bytes]
    """The content to keep; raises Damaged or TooManyPixels."""


KINDS = {
    "pdf": Kind("application/pdf", "PDF", b"%PDF-", pdfs.tidy),
    "jpeg": Kind("image/jpeg", gettext_lazy("Foto (JPEG)"), b"\xff\xd8\xff", images.tidy_jpeg),
    "png": Kind("image/png", gettext_lazy("Bild (PNG)"), b"\x89PNG\r\n\x1a\n", images.tidy_png),
}


def inspect(name: str, content: bytes, kinds: Iterable[str] = tuple(KINDS), max_bytes: int | None = None) -> Inspected:
    """What to keep of an upload; raises Refused (empty, too_large, type, mismatch, damaged, dimensions)."""
    wanted = [KINDS[kind] for kind in kinds]
    _check_size(len(content), max_bytes)
    kind = next((kind for kind in wanted if content.startswith(kind.signature)), None)
    if not kind:
        raise Refused("type", _unwanted(content, wanted))
    _check_extension(name, kind)
    return Inspected(clean_name(name, kind.content_type), kind.content_type, _tidied(content, kind))


def inspect_upload(
    upload: UploadedFile, kinds: Iterable[str] = tuple(KINDS), max_bytes: int | None = None
) -> Inspected:
    """As ``inspect``, for what a browser sent; what is too large is refused before it fills the memory."""
    _check_size(upload.size or 0, max_bytes)
    return inspect(upload.name or "", upload.read(), kinds, max_bytes)


def _check_size(size: int, max_bytes: int | None) -> None:
    limit = min(max_bytes or settings.UPLOAD_LIMIT, settings.UPLOAD_LIMIT)
    if not size:
        raise Refused("empty", _("Die Datei ist leer. Bitte wählen Sie eine andere."))
    if size > limit:
        raise Refused(
            "too_large",
            _("Die Datei ist zu groß: %(size)s. Erlaubt sind %(limit)s.")
            % {"size": filesizeformat(size), "limit": filesizeformat(limit)},
        )


def _check_extension(name: str, kind: Kind) -> None:
    extension = split(clean_name(name))[1]
    if extension and extension.lower() not in EXTENSIONS[kind.content_type]:
        raise Refused(
            "mismatch",
            _("Der Name endet auf „.%(extension)s“, der Inhalt ist aber ein %(kind)s. Bitte prüfen Sie die Datei.")
            % {"extension": extension, "kind": kind.label},
        )


def _tidied(content: bytes, kind: Kind) -> bytes:
    try:
        return kind.tidy(content)
    except TooManyPixels as error:
        raise Refused(
            "dimensions",
            _("Das Bild hat zu viele Bildpunkte. Bitte verkleinern Sie es und versuchen Sie es noch einmal."),
        ) from error
    except Damaged as error:
        raise Refused("damaged", _("Die Datei ist beschädigt. Bitte wählen Sie eine andere.")) from error


def _unwanted(content: bytes, wanted: list[Kind]) -> str:
    labels = ", ".join(str(kind.label) for kind in wanted)
    if found := _guess(content):
        return _("Dateien vom Typ „%(found)s“ nehmen wir nicht an. Erlaubt sind: %(labels)s.") % {
            "found": found,
            "labels": labels,
        }
    return _("Diese Art von Datei nehmen wir nicht an. Erlaubt sind: %(labels)s.") % {"labels": labels}


def _guess(content: bytes) -> str:
    """What it may be instead, for the message only: ``docx``."""
    try:
        return str(puremagic.from_string(content[:8192])).lstrip(".")
    except (puremagic.PureError, ValueError):
        return ""
