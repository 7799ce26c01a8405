import io
import zipfile

import pytest
from PIL import Image, ImageFile

from rathaus.foundation.documents.tests.samples import GPS, ORIENTATION, PDF, jpeg, pixels, png
from rathaus.foundation.documents.uploads import Refused, inspect


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("word/document.xml", "<x/>")
    return out.getvalue()


def refused(name: str, content: bytes, **limits: object) -> Refused:
    with pytest.raises(Refused) as caught:
        inspect(name, content, **limits)  # type: ignore[arg-type]
    return caught.value


@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("bescheid.pdf", PDF, "application/pdf"),
        ("FOTO.JPG", jpeg(), "image/jpeg"),
        ("foto.jpeg", jpeg(progressive=True), "image/jpeg"),
        ("bild.png", png(), "image/png"),
    ],
)
def test_a_true_file_is_taken(name, content, content_type):
    inspected = inspect(name, content)
    assert (inspected.name, inspected.content_type) == (name, content_type)


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bild.pdf", png()),
        ("foto.png", jpeg()),
        ("brief.docx", PDF),
        ("lauf.exe", PDF),
        ("seite.html", jpeg()),
    ],
)
def test_a_name_that_says_something_else_than_the_content_is_refused(name, content):
    assert refused(name, content).code == "mismatch"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("bild.svg", b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>"),
        ("seite.pdf", b"<html><script>alert(1)</script>"),
        ("programm.jpg", b"MZ\x90\x00" + b"\0" * 200),
        ("brief.pdf", archive()),
        ("bewegt.gif", b"GIF89a" + b"\0" * 40),
        ("verschoben.pdf", b"   " + PDF),
    ],
)
def test_other_types_are_refused_whatever_they_are_called(name, content):
    assert refused(name, content).code == "type"


def test_the_message_names_what_was_found_and_what_is_allowed():
    message = refused("brief.docx", archive(), kinds=["pdf", "png"]).message
    assert "PDF, Bild (PNG)" in message


def test_a_kind_that_is_fine_elsewhere_is_refused_where_it_is_not_asked_for():
    assert refused("bild.png", png(), kinds=["pdf"]).code == "type"


def test_an_empty_file_is_refused():
    assert refused("leer.pdf", b"").code == "empty"


def test_a_file_over_the_limit_is_refused_and_told_both_sizes():
    fault = refused("gross.pdf", PDF + b" " * 3000, max_bytes=2048)
    assert fault.code == "too_large"
    assert "2,0\xa0KB" in fault.message


@pytest.mark.parametrize("content", [PDF[:-12], png()[:-20], jpeg()[:-40], png()[:100], jpeg()[:20]])
def test_a_file_that_breaks_off_is_refused(content):
    assert refused("datei", content).code == "damaged"


def test_a_pdf_that_is_a_zip_archive_at_the_same_time_is_refused():
    for content in (PDF + archive() + PDF, PDF + archive() + PDF[-20:]):
        assert zipfile.is_zipfile(io.BytesIO(content))
        assert refused("beides.pdf", content).code == "damaged"


def test_what_hangs_behind_a_picture_is_cut_off():
    for name, content in (("foto.jpg", jpeg()), ("bild.png", png())):
        assert b"PK\x05\x06" not in inspect(name, content + archive()).content


@pytest.fixture
def undecodable(monkeypatch):
    """From here on, to ask for the pixels of a picture is a fault of the test."""

    def load(picture: ImageFile.ImageFile) -> None:
        pytest.fail(f"A {picture.format} was decoded.")

    monkeypatch.setattr(ImageFile.ImageFile, "load", load)


@pytest.mark.parametrize("form", ["PNG", "JPEG"])
@pytest.mark.parametrize("size", [(8000, 7000), (20_000, 10)])
def test_a_picture_with_too_many_pixels_is_refused_before_it_is_decoded(form, size, undecodable):
    out = io.BytesIO()
    Image.new("L", size).save(out, form)
    assert len(out.getvalue()) < 700_000
    assert refused(f"flut.{form.lower()}", out.getvalue()).code == "dimensions"


def test_a_picture_is_kept_without_being_decoded(undecodable):
    for name, content in (("bild.png", png()), ("foto.jpg", jpeg(turned=6)), ("foto.jpg", jpeg(progressive=True))):
        assert inspect(name, content).content


def test_exif_that_comes_last_in_a_png_is_removed_without_decoding(undecodable):
    content = png()
    begins = content.index(b"eXIf") - 4
    ends = begins + 12 + int.from_bytes(content[begins : begins + 4])
    exif, without = content[begins:ends], content[:begins] + content[ends:]
    kept = inspect("bild.png", without[:-12] + exif + without[-12:]).content
    assert b"Kameramarke" in exif
    assert kept == inspect("bild.png", content).content
    assert b"Kameramarke" not in kept


def test_a_header_that_claims_a_giant_picture_is_refused():
    content = bytearray(png())
    content[16:24] = (50_000).to_bytes(4) * 2
    assert refused("flut.png", bytes(content)).code in ("dimensions", "damaged")


def test_place_and_device_of_a_photo_are_removed_and_the_picture_stays():
    photo = jpeg()
    assert b"Kameramarke" in photo
    kept = inspect("foto.jpg", photo).content
    assert b"Kameramarke" not in kept
    assert b"geheim" not in kept
    assert not Image.open(io.BytesIO(kept)).getexif().get_ifd(GPS)
    assert pixels(kept) == pixels(photo)


def test_a_turned_photo_stays_turned_and_keeps_its_colours():
    kept = Image.open(io.BytesIO(inspect("foto.jpg", jpeg(turned=6)).content))
    assert kept.getexif()[ORIENTATION] == 6
    assert kept.info["icc_profile"] == b"profil"


def test_texts_in_a_png_are_removed_and_the_picture_stays():
    kept = inspect("bild.png", png()).content
    assert b"geheim" not in kept
    assert b"Kameramarke" not in kept
    assert pixels(kept) == pixels(png())


def test_a_name_without_ending_gets_one():
    assert inspect("scan", PDF).name == "scan.pdf"
