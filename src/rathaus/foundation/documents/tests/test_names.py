import pytest

from rathaus.foundation.documents.names import clean_name


@pytest.mark.parametrize(
    ("typed", "cleaned"),
    [
        ("Bescheid.pdf", "Bescheid.pdf"),
        ("Größe & Maße (2).pdf", "Größe & Maße (2).pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\anna\\brief.pdf", "brief.pdf"),
        ("a\x00b.pdf", "ab.pdf"),
        ("rechnung\u202efdp.exe", "rechnungfdp.exe"),
        ('a"b\r\nSet-Cookie: x=1.pdf', "a_b_Set-Cookie_ x=1.pdf"),
        ("<script>.pdf", "_script_.pdf"),
        ("  .htaccess ", "htaccess"),
        ("CON.pdf", "_CON.pdf"),
        ("nul", "_nul"),
        ("", "Datei"),
        ("///", "Datei"),
        ("...", "Datei"),
        ("Mein Bescheid.2026.pdf", "Mein Bescheid.2026.pdf"),
        ("Punkt am Ende.", "Punkt am Ende"),
    ],
)
def test_a_name_leads_nowhere_and_misleads_nobody(typed, cleaned):
    assert clean_name(typed) == cleaned


def test_a_long_name_is_cut_before_its_ending():
    name = clean_name("ä" * 5000 + ".pdf")
    assert len(name) == 120
    assert name.endswith("ä.pdf")


def test_cleaning_twice_changes_nothing():
    for typed in ("a/b\\c.pdf", "CON", "x" * 300 + ".jpeg", " . a . "):
        assert clean_name(clean_name(typed)) == clean_name(typed)
