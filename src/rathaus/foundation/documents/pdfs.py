"""PDF files as they come in: kept as they are, if they are whole and nothing else besides."""

import re

from rathaus.foundation.documents.damage import Damaged

_ZIP_END = b"PK\x05\x06"
"""Starts the record at the end of every ZIP archive: 22 bytes and a comment (APPNOTE 4.3.16)."""
_ZIP_DIRECTORY = b"PK\x01\x02"


def tidy(content: bytes) -> bytes:
    """``content``; raises Damaged if the end is missing, or if it is a ZIP archive at the same time."""
    if not re.search(rb"startxref\s+\d+\s+%%EOF", content[-2048:]) or _is_zip_too(content):
        raise Damaged
    return content


def _is_zip_too(content: bytes) -> bool:
    """Whether a program would find an archive: its end record, and the directory right before it."""
    end = content.rfind(_ZIP_END, -(22 + 0xFFFF))
    directory = end - int.from_bytes(content[end + 12 : end + 16], "little")
    return end >= 0 and content[max(directory, 0) :].startswith(_ZIP_DIRECTORY)
