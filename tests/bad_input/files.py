"""Files that are not what they say, or too much."""

import io
import struct
import zipfile
import zlib

from tests.papers import paper


def _zip() -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", "<w/>")
    return content.getvalue()


def _png_of(width: int, height: int) -> bytes:
    """A picture that says it is that large, in few bytes."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = struct.pack(">I", len(header)) + b"IHDR" + header + struct.pack(">I", zlib.crc32(b"IHDR" + header))
    return b"\x89PNG\r\n\x1a\n" + chunk + paper("png")[33:]


REFUSED = {
    "a program called PDF": ("rechnung.pdf", b"MZ\x90\x00" + b"\0" * 500),
    "a page called PDF": ("seite.pdf", b"<!doctype html><script>alert(1)</script>"),
    "a drawing with a script": ("bild.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    "a drawing called PNG": ("bild.png", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
    "a PDF called photo": ("foto.jpg", paper("pdf")),
    "a text document": ("brief.docx", _zip()),
    "an archive called PDF": ("brief.pdf", _zip()),
    "an empty file": ("leer.pdf", b""),
    "half a photo": ("halb.jpg", paper("jpeg")[:120]),
    "a torn picture": ("kaputt.png", paper("png")[:40]),
    "a picture of 2.5 thousand million dots": ("riesig.png", _png_of(50_000, 50_000)),
    "thirty megabytes": ("lang.pdf", paper("pdf") + b"\n%" + b"0" * (30 * 1024 * 1024)),
}
"""Name and content of what is not kept."""

STRANGE_NAMES = ["../../etc/passwd.pdf", "a\0b.pdf", "\u202efdp.exe", 'x"; filename="y.pdf', "ä" * 300 + ".pdf", ".pdf"]
"""Names of a sound PDF."""
