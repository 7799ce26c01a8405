"""Letters: a typst source and plain data become one PDF that is accessible (PDF/UA-1) and archivable (PDF/A-3a)."""

import json
import re
import threading
from functools import cache, cached_property
from pathlib import Path
from typing import Any

import typst
from django.conf import settings

from rathaus.foundation.design.city import city
from rathaus.foundation.documents.glyphs import showable


class Unprintable(Exception):
    """The source is wrong, or asks for what it may not have; the message says where."""


def render(
    template: str,
    data: dict[str, Any],
    attachments: dict[str, bytes] | None = None,
    files: dict[str, bytes] | None = None,
) -> bytes:
    """A PDF of ``template``: the name of a letter the city keeps (``receipt``), or a typst source.

    The source may import the city's ``letterhead.typ`` and ``parts.typ``. ``data`` (JSON, at least ``title``,
    ``reference``, ``date``) is never read as source. ``attachments`` are UTF-8 texts by file name, embedded as data and
    kept to the byte. ``files`` are bytes by name, for the source to show or to attach. All three lie beside the source
    as ``/data.json`` and so on: as inputs of typst they would be part of all it sets, and it would set all of it anew
    for each letter. Raises Unprintable.
    """
    source = (_letters() / f"{template}.typ").read_text("utf-8") if template.isidentifier() else template
    if re.search(r"@\w+/", source):
        raise Unprintable("A letter uses no packages: they would come over the network.")
    return _compiled(
        {
            "main.typ": source.encode(),
            "data.json": _json(showable({"city": _sender(), **data})),
            "attachments.json": _json({name: content.decode() for name, content in (attachments or {}).items()}),
            "files.json": _json({name: list(content) for name, content in (files or {}).items()}),
        }
    )


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False).encode()


def _compiled(files: dict[str, bytes]) -> bytes:
    standards: Any = ["ua-1", "a-3a"]
    compiler: Any = _HERE.compiler
    try:
        pdf = compiler.compile(files, root=_letters(), format="pdf", pdf_standards=standards)
        assert isinstance(pdf, bytes)
        return pdf
    except typst.TypstError as error:
        raise Unprintable(f"{error.message}\n{error.diagnostic}") from error
    except BaseException as error:
        # A panic in the library surfaces as a BaseException, which would end the worker instead of failing its task.
        if type(error).__name__ != "PanicException":
            raise
        del _HERE.compiler
        raise Unprintable(str(error)) from error


class _Here(threading.local):
    """The compiler of this thread: one at a time may use it, and to make one takes half a millisecond."""

    @cached_property
    def compiler(self) -> typst.Compiler:
        return typst.Compiler(None, font_paths=_fonts(), ignore_system_fonts=True)


_HERE = _Here()


def _sender() -> dict[str, str]:
    return {key: city()[key] for key in ("full_name", "address", "phone_name", "phone")}


def _letters() -> Path:
    return settings.CONTENT_DIR / "cities" / settings.CITY / "letters"


@cache
def _fonts() -> typst.Fonts:
    """Only the library's own fonts: a letter looks the same on every machine."""
    return typst.Fonts(include_system_fonts=False)
