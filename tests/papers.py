"""Small real files, as people send them."""

import io

import pikepdf
from PIL import Image


def paper(kind: str) -> bytes:
    """A file of that kind: pdf, jpeg or png."""
    return _pdf() if kind == "pdf" else _picture(kind)


def _pdf() -> bytes:
    content = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.save(content)
    return content.getvalue()


def _picture(kind: str) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (62, 88), "white").save(content, format=kind)
    return content.getvalue()
