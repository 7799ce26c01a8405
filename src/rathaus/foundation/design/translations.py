"""The English catalogue: found in code and templates, kept in ``locale/en``; needs no gettext installed."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_python
from babel.messages.pofile import read_po, write_po
from django.conf import settings
from django.utils.translation.template import templatize

KEYWORDS = dict.fromkeys(
    ("_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "pgettext", "pgettext_lazy", "npgettext")
)

FILE = Path("en") / "LC_MESSAGES" / "django.po"


def update() -> Catalog:
    """Bring the catalogue up to date with what the sources say; texts no longer used are dropped."""
    catalog, found = _read(), _found()
    # The date of the last run is nobody's change.
    found.creation_date = catalog.creation_date
    catalog.update(found, no_fuzzy_matching=True)
    catalog.obsolete.clear()
    _path().parent.mkdir(parents=True, exist_ok=True)
    with _path().open("wb") as file:
        write_po(
            file, catalog, width=120, no_location=True, sort_output=True, omit_header=False, include_previous=False
        )
    return catalog


def missing() -> list[str]:
    """Texts of the sources that the catalogue does not have, or has untranslated."""
    catalog = _read()
    return [text for text, context in _texts() if not _translated(catalog, text, context)]


def _translated(catalog: Catalog, text: str, context: str | None) -> bool:
    message = catalog.get(text, context)
    if message is None:
        return False
    return bool(message.string) if isinstance(message.string, str) else all(message.string or [""])


def _texts() -> list[tuple[str, str | None]]:
    return [
        (message.id[0] if isinstance(message.id, tuple | list) else message.id, message.context)
        for message in _found()
        if message.id
    ]


def _found() -> Catalog:
    catalog = _empty()
    for file in _sources():
        for text, context in _extract(file):
            catalog.add(text, context=context, flags=["python-format"] if _has_placeholder(text) else [])
    return catalog


def _has_placeholder(text: str | tuple[str, ...]) -> bool:
    return "%(" in "".join(text)


def _sources() -> Iterator[Path]:
    package = Path(settings.PACKAGE)
    for file in sorted(
        [*package.rglob("*.py"), *package.rglob("templates/**/*.html"), *package.rglob("templates/**/*.txt")]
    ):
        if not {"tests", "migrations"} & set(file.parts):
            yield file


def _extract(file: Path) -> Iterator[tuple[str | tuple[str, ...], str | None]]:
    """Each text (or singular and plural) of ``file`` with its context."""
    source = file.read_text(encoding="utf-8")
    if file.suffix != ".py":
        source = _unindented(templatize(source, origin=str(file)))
    for _line, called, found, _comments in extract_python(BytesIO(source.encode()), KEYWORDS, [], {}):
        function = str(called)
        parts = [found] if isinstance(found, str) else [part for part in found if part]
        context = str(parts.pop(0)) if function.startswith(("pgettext", "npgettext")) and parts else None
        if parts:
            yield (tuple(parts[:2]) if function.startswith("n") and len(parts) > 1 else parts[0]), context


def _unindented(source: str) -> str:
    """A template's indentation means nothing, but Python's tokenizer would stumble over it."""
    return "\n".join(line.lstrip() for line in source.splitlines())


def _read() -> Catalog:
    if not _path().exists():
        return _empty()
    with _path().open("rb") as file:
        return read_po(file, locale="en")


def _empty() -> Catalog:
    return Catalog(locale="en", project="Rathaus", version="1", charset="utf-8", fuzzy=False)


def _path() -> Path:
    return Path(settings.LOCALE_PATHS[0]) / FILE
