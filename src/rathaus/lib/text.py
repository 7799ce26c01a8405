"""Cleans and folds text typed by people."""

import re
import unicodedata
from typing import Any
from uuid import UUID

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "ı": "i", "ş": "s", "ç": "c", "ğ": "g"})
_FORMULAS = ("=", "+", "-", "@", "\t", "\r")
_DROPPED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b\u202a-\u202e\u2060\u2066-\u2069\ufeff\ud800-\udfff]")
"""Control characters but for line end and tab, hints for line breaks that nobody sees, what turns the direction of
writing, and halves of surrogate pairs, which can't be stored. Joiners stay: emoji and some languages need them."""
_UNSEEN = ("Cf", "Cc", "Zs", "Zl", "Zp")
"""Categories of Unicode that leave no mark on paper."""


def clean(typed: str) -> str:
    """NFC, line ends as ``\\n``, no control, invisible or bidirectional-override characters, trimmed.

    Empty if nothing of it can be seen; otherwise nothing else changes.
    """
    unified = unicodedata.normalize("NFC", typed.replace("\r\n", "\n").replace("\r", "\n"))
    kept = _DROPPED.sub("", unified).strip()
    return kept if any(unicodedata.category(symbol) not in _UNSEEN for symbol in kept) else ""


def fold(text: str) -> str:
    """Lower case without umlauts, ß and accents, so that ``Gebühr``, ``gebuehr`` and ``GEBÜHR`` are equal."""
    lowered = unicodedata.normalize("NFC", text).replace("İ", "i").lower().translate(_GERMAN)
    return "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))


def whole_number(typed: str) -> int | None:
    """The number that a form or an address brought, if it is one a database can hold (18 digits)."""
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) <= 18 else None


def read_uuid(typed: str) -> UUID | None:
    """The UUID that an address brought; None for anything else."""
    try:
        return UUID(typed)
    except ValueError:
        return None


def as_cell(value: Any) -> Any:
    """What a spreadsheet may have: a text that it would take for a formula gets an apostrophe before (ASVS 1.2.10)."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULAS) else value
