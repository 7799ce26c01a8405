"""Which characters a letter can show.

The archive format forbids a character without a glyph, and the typesetter refuses the whole letter for one; scripts
from a second font can make it fail when marks are mixed. So a letter keeps to what its one font has: Latin with all
its marks, Greek and Cyrillic, as DIN 91379 asks. Anything else becomes a box; attached answers keep what was typed.
"""

import unicodedata
from typing import Any

_RANGES = (
    (0x0020, 0x007E),  # ASCII
    (0x00A0, 0x02E4),  # Latin, phonetic letters
    (0x0300, 0x036F),  # combining marks
    (0x0384, 0x03CE),  # Greek
    (0x0400, 0x0477),  # Cyrillic
    (0x048C, 0x04C4),
    (0x04D0, 0x04F9),
    (0x1E00, 0x1FFF),  # more Latin and Greek
    (0x2010, 0x2027),  # dashes, quotes, bullets
    (0x2030, 0x2037),
    (0x2070, 0x209C),  # raised and lowered digits
    (0x2190, 0x2195),  # arrows
)
_SINGLE = "‹›⁄€№™−≈≠≤≥∞□"
BOX = "\u25a1"
SHOWN = frozenset(_SINGLE) | {
    chr(code) for first, last in _RANGES for code in range(first, last + 1) if unicodedata.category(chr(code)) != "Cn"
}
_SILENT = frozenset("\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f")
_SPACES = {"\n": "\n", "\t": " ", "\u202f": "\u00a0", "\u2028": "\n", "\u2029": "\n"}


def showable(value: Any) -> Any:
    """``value`` (JSON) with every character in its strings that has no glyph replaced by a box; keys stay."""
    match value:
        case str() if value.isascii() and value.isprintable():
            return value
        case str():
            return "".join(map(_shown, unicodedata.normalize("NFC", value)))
        case dict():
            return {key: showable(item) for key, item in value.items()}
        case list() | tuple():
            return [showable(item) for item in value]
    return value


def _shown(character: str) -> str:
    if character in SHOWN:
        return character
    if character in _SILENT or unicodedata.category(character) in ("Cc", "Cf", "Zl", "Zp"):
        return _SPACES.get(character, "")
    return _SPACES.get(character, BOX)
