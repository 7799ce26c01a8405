"""The picture a phone's camera reads."""

from dataclasses import dataclass
from functools import lru_cache

import segno


@dataclass(frozen=True)
class Picture:
    """A QR code (ISO/IEC 18004) as the ``d`` of an SVG path, in a square of ``size`` units."""

    path: str
    size: int


@lru_cache(maxsize=100)
def picture_of(address: str) -> Picture:
    """The picture that leads to ``address``."""
    code = segno.make_qr(address, error="m")
    rows = code.matrix_iter(border=3)
    dots = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, dark in enumerate(row) if dark)
    return Picture(dots, round(code.symbol_size(border=3)[0]))
