import io
import json
import re
from typing import Any

import pikepdf
import pytest

from rathaus.foundation.documents import letters
from rathaus.foundation.documents.glyphs import BOX, SHOWN, showable

ATTACK = '#panic(1) #read("/etc/passwd") *fett* _kursiv_ $x$ @ref <b>x</b> \\u{41} // /* ` ```typ #sys``` [#] ] }'
ECHO = '#import "letterhead.typ": *\n#show: letter\n#data.words'


def letter_data(**more: Any) -> dict[str, Any]:
    return {
        "title": "Eingangsbestätigung",
        "reference": "7K4M-2Q9X-E",
        "date": "23. November 2026",
        "recipient": ["Anna Kowalski", "Musterstraße 12", "47057 Duisburg"],
        **more,
    }


def receipt_data(words: str = "Text") -> dict[str, Any]:
    """A receipt with ``words`` in every place that people can fill."""
    return letter_data(
        title=f"Eingang {words}",
        recipient=[words, words],
        office={"name": words, "street": words, "phone": words, "email": words, "postcode": words, "town": words},
        contact=words,
        service=words,
        received=words,
        applicant=words,
        status_code=words,
        sections=[{"title": words, "rows": [{"label": words, "lines": [words, f"{words}\n{words}"]}]}],
        fee={"text": words, "note": words, "amount": 33600, "lines": [{"label": words, "amount": 33600}]},
        files=[{"name": words, "size": words}],
        hints=[words],
        next=[words],
    )


def opened(pdf: bytes) -> pikepdf.Pdf:
    return pikepdf.open(io.BytesIO(pdf))


def text_of(pdf: bytes) -> str:
    """The words of a PDF, by its fonts' own tables from glyph to character."""
    return "".join(_page_text(page) for page in opened(pdf).pages)


def _page_text(page: pikepdf.Page) -> str:
    tables = {str(name): _table(font) for name, font in page.Resources.Font.items()}
    words, table = [], {}
    for operands, operator in pikepdf.parse_content_stream(page):
        if str(operator) == "Tf":
            table = tables[str(operands[0])]
        elif str(operator) in ("Tj", "TJ"):
            parts = operands[0] if str(operator) == "TJ" else [operands[0]]
            codes = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
            words += [table.get(codes[i : i + 2], "") for i in range(0, len(codes), 2)]
    return "".join(words)


def _table(font: pikepdf.Object) -> dict[bytes, str]:
    found = re.findall(rb"<([0-9a-fA-F]{4})>\s*<([0-9a-fA-F]+)>", font.ToUnicode.read_bytes())
    return {bytes.fromhex(code.decode()): bytes.fromhex(text.decode()).decode("utf-16-be") for code, text in found}


def test_a_letter_is_accessible_and_archivable_at_once():
    pdf = opened(letters.render("receipt", receipt_data()))
    with pdf.open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1"
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
        assert meta["dc:title"] == "Eingang Text"
    assert pdf.Root.MarkInfo.Marked
    assert str(pdf.Root.Lang).startswith("de")
    assert pdf.Root.ViewerPreferences.DisplayDocTitle
    assert "/StructTreeRoot" in pdf.Root


def test_the_answers_are_embedded_to_the_byte():
    answers = json.dumps({"name": "张伟 😀 محمد", "zeile": "#panic()"}, ensure_ascii=False).encode()
    pdf = opened(letters.render("receipt", receipt_data(), {"antrag.json": answers}))
    assert list(pdf.attachments) == ["antrag.json"]
    assert pdf.attachments["antrag.json"].get_file().read_bytes() == answers
    (file,) = pdf.Root.AF
    assert (file.AFRelationship, str(file.EF.F.Subtype)) == ("/Data", "/application/json")


def test_no_word_of_the_people_is_ever_read_as_source():
    text = text_of(letters.render("receipt", receipt_data(ATTACK))).replace("\u200b", "")
    assert text.replace(" ", "").count(ATTACK.replace(" ", "")) >= 10


@pytest.mark.parametrize("service", ["hund-anmelden", "bewohnerparkausweis", "meldebescheinigung"])
@pytest.mark.parametrize("outcome", ["approve", "partly", "reject"])
def test_every_notice_can_be_written_from_hardly_anything_and_from_hostile_words(service, outcome, settings):
    source = (settings.CONTENT_DIR / "services" / service / "notice.typ").read_text("utf-8")
    answers = {
        "name": {"given": ATTACK, "family": ATTACK},
        "hunde": [{"rufname": ATTACK, "rasse": ATTACK}],
        "zone": ATTACK,
        "kennzeichen": ATTACK,
        "art": "einfach",
    }
    for more in ({}, {"answers": answers, "reasons": [ATTACK], "applicant": ATTACK, "contact": ATTACK}):
        data = letter_data(service="Leistung", decision={"id": "x", "outcome": outcome, "label": "x"}, **more)
        if outcome == "approve" and service == "bewohnerparkausweis" and not more:
            continue
        assert letters.render(source, data).startswith(b"%PDF")


def test_what_has_no_glyph_becomes_a_box_and_the_letter_is_written_all_the_same():
    words = "张 😀 محمد \ue000 \x07 \u202e\U000e0041 \u0378 Ł ş Ж ω"
    text = text_of(letters.render(ECHO, letter_data(words=words)))
    assert BOX in text
    assert all(letter in text for letter in "ŁşЖω")
    assert showable("a\x07b\u202ec\u200dd\ud83d") == "abcd" + BOX


def test_every_character_that_counts_as_shown_has_a_glyph():
    assert letters.render(ECHO, letter_data(words=" ".join(sorted(SHOWN))))


@pytest.mark.parametrize("word", ["x" * 3000, "-1" * 2500])
def test_a_word_without_end_stays_on_the_page(word):
    pdf = opened(letters.render(ECHO, letter_data(words=word)))
    assert len(pdf.pages) > 1


def test_each_letter_says_its_own_on_every_page():
    for reference, name in (("7K4M-2Q9X-E", "Anna Kowalski"), ("4RX2-K6FE-K", "Bernd Schäfer")):
        data = receipt_data("viel " * 40) | {"reference": reference, "applicant": name}
        written = letters.render("receipt", data, {"antrag.json": name.encode()})
        text, pdf = text_of(written).replace(" ", ""), opened(written)
        assert text.count(reference) == 1 + len(pdf.pages)
        assert name.replace(" ", "") in text
        assert pdf.attachments["antrag.json"].get_file().read_bytes() == name.encode()


def test_a_draft_says_so():
    assert "Entwurf" in text_of(letters.render(ECHO, letter_data(words="x", draft=True)))
    assert "Entwurf" not in text_of(letters.render(ECHO, letter_data(words="x")))


@pytest.mark.parametrize(
    "source",
    [
        '#import "@preview/cetz:0.3.0": *',
        '#read("/etc/passwd")',
        '#read("../city.toml")',
        "#panic()",
        "#let",
    ],
)
def test_a_source_that_is_wrong_or_reaches_out_is_refused(source):
    with pytest.raises(letters.Unprintable):
        letters.render(source, letter_data())


def test_a_draft_is_written_wherever_its_pages_break():
    """The word across the page once came between a list and its items, and the letter could not be made."""
    minutes = {"begin": "8 Uhr", "place": "", "text": "", "present": [], "example": False, "draft": True}
    for lines in range(10, 60):
        item = {"title": "Radweg", "lines": ["Zeile"] * lines, "conditions": ["Eins", "Zwei", "Drei"]}
        assert letters.render("minutes", letter_data(**minutes, items=[item]))
