"""Marks in a text what the search understood."""

import re

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from rathaus.lib.german import stem
from rathaus.lib.text import fold
from rathaus.portal.catalogue.search.words import is_empty

_PIECE = re.compile(r"([^\W_]+)")


def mark(text: str, stems: frozenset[str]) -> SafeString:
    """``text``, escaped, with every word of one of ``stems`` in ``<mark>``."""
    return _joined([(piece, _is_meant(piece, stems)) for piece in _PIECE.split(text)])


def mark_beginning(text: str, typed: str) -> SafeString:
    """``text``, escaped, with the beginnings of words in ``<mark>`` that are like a word in ``typed``."""
    beginnings = [word for word in map(fold, _PIECE.findall(typed)) if not is_empty(word)]
    pieces: list[tuple[str, bool]] = []
    for piece in _PIECE.split(text):
        cut = max((_shared(piece, beginning) for beginning in beginnings), default=0)
        pieces += [(piece[:cut], True), (piece[cut:], False)]
    return _joined(pieces)


def _is_meant(piece: str, stems: frozenset[str]) -> bool:
    folded = fold(piece)
    return folded.isalnum() and not is_empty(folded) and stem(folded) in stems


def _shared(word: str, beginning: str) -> int:
    """How many letters of ``word`` spell ``beginning`` (folded: ``Gebühr`` has one letter less than ``gebuehr``)."""
    if not fold(word).startswith(beginning):
        return 0
    return next(length for length in range(1, len(word) + 1) if len(fold(word[:length])) >= len(beginning))


def _joined(pieces: list[tuple[str, bool]]) -> SafeString:
    marked = (format_html("<mark>{}</mark>", text) if meant else text for text, meant in pieces if text)
    return format_html_join("", "{}", ((piece,) for piece in marked))
