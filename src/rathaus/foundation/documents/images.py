"""Photos and pictures as they come in: measured without being decoded, and freed of what they tell besides the picture.

Segments and chunks are copied, not recompressed; what is left out is Exif (place, time, device), XMP, IPTC, comments,
embedded previews and anything behind the end. How a photo is turned stays.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageOps

from rathaus.foundation.documents.damage import Damaged, TooManyPixels

MAX_PIXELS = 50_000_000
MAX_SIDE = 15_000
_ORIENTATION = 0x0112
_PNG_KEPT = {b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"iCCP", b"sBIT", b"pHYs", b"bKGD", b"IDAT", b"IEND"}
_JPEG_BARE = {0x01, *range(0xD0, 0xD8)}
"""Markers without a length: TEM and the restarts."""


def tidy_png(content: bytes) -> bytes:
    """The picture alone; raises Damaged, TooManyPixels."""
    with _undecoded(content, "PNG"):
        return content[:8] + b"".join(chunk for name, chunk in _png_chunks(content) if name in _PNG_KEPT)


def tidy_jpeg(content: bytes) -> bytes:
    """The photo alone, with its orientation; raises Damaged, TooManyPixels."""
    with _undecoded(content, "JPEG") as photo:
        orientation = photo.getexif().get(_ORIENTATION, 1)
        return content[:2] + _exif(orientation) + b"".join(_jpeg_parts(content)) + b"\xff\xd9"


def shrunk(content: bytes, longest_side: int) -> bytes:
    """The picture upright, no side longer than so many pixels, as JPEG for print; raises Damaged, TooManyPixels."""
    with _undecoded(content) as opened:
        # A JPEG can be decoded at half, a quarter or an eighth of its size, in as much of the time.
        opened.draft("RGB", (longest_side, longest_side))
        picture = ImageOps.exif_transpose(opened).convert("RGB")
    picture.thumbnail((longest_side, longest_side))
    small = io.BytesIO()
    picture.save(small, "JPEG", quality=82)
    return small.getvalue()


@contextmanager
def _undecoded(content: bytes, *forms: str) -> Iterator[Image.Image]:
    """The picture with nothing but its header read, in one of the forms if any are named, and small enough.

    Whether it is decoded is up to the caller: Pillow does so for ``getexif()`` of a PNG, whose Exif may come last.
    What Pillow says of a broken picture comes out as Damaged.
    """
    try:
        with Image.open(io.BytesIO(content), formats=forms or None) as image:
            if image.width * image.height > MAX_PIXELS or max(image.size) > MAX_SIDE:
                raise TooManyPixels
            yield image
    except Image.DecompressionBombError as error:
        raise TooManyPixels from error
    except (OSError, SyntaxError, ValueError, struct.error) as error:
        raise Damaged from error


def _png_chunks(content: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Name and whole chunk (length, name, data, checksum), up to the end of the picture."""
    place = 8
    while place + 12 <= len(content):
        length = int.from_bytes(content[place : place + 4])
        chunk = content[place : place + 12 + length]
        if len(chunk) < 12 + length or zlib.crc32(chunk[4:-4]) != int.from_bytes(chunk[-4:]):
            raise Damaged
        yield chunk[4:8], chunk
        if chunk[4:8] == b"IEND":
            return
        place += 12 + length
    raise Damaged


def _jpeg_parts(content: bytes) -> Iterator[bytes]:
    """Every segment and scan worth keeping, up to the end of the picture (ITU T.81, B.1)."""
    place = 2
    while place + 2 <= len(content):
        if content[place] != 0xFF:
            raise Damaged
        marker = content[place + 1]
        if marker == 0xFF:  # fill byte
            place += 1
            continue
        if marker == 0xD9:
            return
        end = place + 2 if marker in _JPEG_BARE else place + 2 + int.from_bytes(content[place + 2 : place + 4])
        if marker == 0xDA:
            end = _end_of_scan(content, end)
        if end > len(content) or end < place + 2:
            raise Damaged
        if _worth_keeping(marker, content[place + 4 : place + 18]):
            yield content[place:end]
        place = end
    raise Damaged


def _worth_keeping(marker: int, start: bytes) -> bool:
    """Tables, frames and scans; of the application segments JFIF, colour profile and Adobe's colour transform."""
    if marker == 0xE2:
        return start.startswith(b"ICC_PROFILE\0")
    return marker in (0xE0, 0xEE) or not (0xE0 <= marker <= 0xEF or marker == 0xFE)


def _end_of_scan(content: bytes, place: int) -> int:
    """Where the next marker stands that is neither a stuffed zero nor a restart."""
    while (place := content.find(b"\xff", place)) >= 0:
        following = content[place + 1 : place + 2]
        if following not in (b"\x00", b"\xff") and not (b"\xd0" <= following <= b"\xd7"):
            return place
        place += 1 if following == b"\xff" else 2
    raise Damaged


def _exif(orientation: int) -> bytes:
    """The smallest Exif segment that says how the photo is turned; nothing for an upright one, or a made up turn."""
    if orientation not in range(2, 9):
        return b""
    entry = struct.pack(">HHIHH", _ORIENTATION, 3, 1, orientation, 0)
    body = b"Exif\0\0" + b"MM\0*" + struct.pack(">IH", 8, 1) + entry + struct.pack(">I", 0)
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
