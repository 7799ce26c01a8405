"""File names as people give them, made safe to show, to save and to send."""

import re

from rathaus.lib.text import clean

_LIMIT = 120
_UNSAFE = re.compile(r'[<>:"|?*%\n\t]')
_RESERVED = re.compile(r"(?i)^(con|prn|aux|nul|com\d|lpt\d)(\.|$)")
"""Names Windows keeps for devices."""

EXTENSIONS = {
    "application/pdf": ("pdf",),
    "image/jpeg": ("jpg", "jpeg", "jpe", "jfif"),
    "image/png": ("png",),
}
"""By content type; the first is the one we give."""


def clean_name(typed: str, content_type: str = "") -> str:
    """The last part of ``typed`` without anything that could lead or mislead: at most 120 characters, never empty.

    A name without an extension gets the one of ``content_type``.
    """
    name = clean(typed.replace("\\", "/").split("/")[-1])
    name = " ".join(_UNSAFE.sub("_", name).split()).strip(". ")
    stem, extension = split(name)
    extension = extension or EXTENSIONS.get(content_type, ("",))[0]
    stem = ("_" if _RESERVED.match(stem) else "") + (stem or "Datei")
    ending = f".{extension}" if extension else ""
    return stem[: _LIMIT - len(ending)].rstrip(". ") + ending


def split(name: str) -> tuple[str, str]:
    """``("Mein Bescheid.2026", "pdf")`` of ``Mein Bescheid.2026.pdf``; no extension if it isn't a short word."""
    stem, dot, extension = name.rpartition(".")
    if dot and stem and re.fullmatch(r"[A-Za-z0-9]{1,8}", extension):
        return stem, extension
    return name, ""
