"""Small real files, made in memory."""

import io

from PIL import Image, PngImagePlugin

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<</Root 1 0 R>>\nstartxref\n9\n%%EOF\n"
GPS = 0x8825
ORIENTATION = 0x0112


def jpeg(size: tuple[int, int] = (40, 30), *, turned: int | None = None, progressive: bool = False) -> bytes:
    """A photo with a place, a device name and a comment in it."""
    exif = Image.Exif()
    exif[0x010F] = "Kameramarke"
    exif.get_ifd(GPS)[1] = "N"
    if turned:
        exif[ORIENTATION] = turned
    out = io.BytesIO()
    picture = Image.radial_gradient("L").resize(size).convert("RGB")
    picture.save(out, "JPEG", exif=exif, comment=b"geheim", progressive=progressive, icc_profile=b"profil")
    return out.getvalue()


def png(size: tuple[int, int] = (40, 30)) -> bytes:
    """A picture with text and Exif in it."""
    info = PngImagePlugin.PngInfo()
    info.add_text("Author", "geheim")
    exif = Image.Exif()
    exif[0x010F] = "Kameramarke"
    out = io.BytesIO()
    Image.radial_gradient("L").resize(size).save(out, "PNG", pnginfo=info, exif=exif)
    return out.getvalue()


def pixels(content: bytes) -> bytes:
    return Image.open(io.BytesIO(content)).tobytes()
