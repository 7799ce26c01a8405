"""Ideas come from CSV and go as CSV."""

import csv
import io
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from rathaus.participation.ideas.exchange import importing, writing
from rathaus.participation.ideas.exchange.reading import Unreadable, first_words, read_ideas
from rathaus.participation.ideas.finding import matching
from rathaus.participation.ideas.models import Idea, Visibility
from rathaus.participation.ideas.tests.sent import sent

MAP = "text=comment-body,id=comment-id"


@pytest.fixture
def bring(city, tmp_path):
    def brought(content, *more, columns=MAP, name="energie.csv"):
        file = tmp_path / name
        file.write_bytes(content if isinstance(content, bytes) else content.encode())
        out, err = StringIO(), StringIO()
        try:
            call_command("import_ideas", "csv", str(file), "--map", columns, *more, stdout=out, stderr=err)
        except CommandError as fault:
            return str(fault), err.getvalue()
        return out.getvalue().strip(), err.getvalue()

    return brought


GOOD = 'comment-id,comment-body\r\n7,"Wärme, ""eigene"", ins Netz\r\nund zwar bald"\r\n8,PV auf jedes Dach\r\n'


def test_rows_become_ideas_and_twice_changes_nothing(bring):
    assert bring(GOOD, "--field", "wohnen", "--checked") == ("ideas: 2 new, 0 known, 0 left out", "")
    assert bring(GOOD, "--field", "wohnen", "--checked") == ("ideas: 0 new, 2 known, 0 left out", "")
    first = matching("eigene Wärme").get()
    assert first.text == 'Wärme, "eigene", ins Netz\nund zwar bald'
    assert (first.title, first.field, first.origin) == ('Wärme, "eigene", ins Netz und zwar bald', "wohnen", "import")
    assert (first.origin_text, first.visibility) == ("energie.csv", Visibility.PUBLIC)
    assert first.stations.count() == 1


def test_another_file_may_have_the_same_ids(bring):
    bring(GOOD, "--field", "wohnen")
    assert bring(GOOD, "--field", "wohnen", name="konsum.csv")[0] == "ideas: 2 new, 0 known, 0 left out"


BAD = (
    "id,titel,text,feld,bezirk\r\n"
    "1,Gut,Ein guter Text,Mobilität,Süd\r\n"
    '2,Leer,"",wohnen,\r\n'
    '3,"Zwei\r\nZeilen",da,wohnen,Atlantis\r\n'
    "4,kurz\r\n"
    "5,Fremd,Ein Text,gibtsnicht,\r\n"
    f"6,{'x' * 121},Ein Text,wohnen,\r\n"
    "1,Anders,Ein anderer Text,wohnen,\r\n"
)
COLUMNS = "id=id,title=titel,text=text,field=feld,district=bezirk"


def test_every_bad_row_is_told_with_its_line_and_nothing_is_imported(bring):
    told, faults = bring(BAD, columns=COLUMNS)
    assert told.startswith("Nothing was imported")
    assert [line.split(":")[0] for line in faults.splitlines()] == [f"line {n}" for n in (3, 4, 6, 7, 8, 9)]
    assert "no text" in faults
    assert "'Atlantis' is none of walsum" in faults
    assert "2 cells, the header has 5" in faults
    assert "came before with another text" in faults
    assert not Idea.objects.exists()


def test_the_good_rows_come_in_if_one_says_so(bring):
    told, faults = bring(BAD, "--keep-going", columns=COLUMNS)
    assert told == "ideas: 1 new, 0 known, 6 left out"
    idea = Idea.objects.get()
    assert (idea.title, idea.field, idea.district) == ("Gut", "mobilitaet", "sued")
    assert len(faults.splitlines()) == 6


def test_an_id_with_another_text_leaves_the_idea_that_came_first(bring):
    bring(GOOD, "--field", "wohnen")
    told, faults = bring(GOOD.replace("PV auf jedes", "Gras auf jedes"), "--field", "wohnen")
    assert (told, faults) == ("ideas: 0 new, 1 known, 1 left out", "line 4: id '8' came before with another text\n")
    assert matching("PV").exists()
    assert not matching("Gras").exists()


def test_an_import_that_was_cut_off_goes_on(bring, monkeypatch):
    many = "comment-id,comment-body\n" + "".join(f"{n},Idee {n}\n" for n in range(7))
    monkeypatch.setattr(importing, "AT_ONCE", 2)
    real, sent_names = importing.send_once, []

    def cut_off(new, name, **told):
        sent_names.append(name)
        if len(sent_names) == 6:
            raise KeyboardInterrupt
        return real(new, name, **told)

    monkeypatch.setattr(importing, "send_once", cut_off)
    with pytest.raises(KeyboardInterrupt):
        bring(many, "--field", "wohnen")
    assert Idea.objects.count() == 4
    monkeypatch.setattr(importing, "send_once", real)
    assert bring(many, "--field", "wohnen")[0] == "ideas: 3 new, 4 known, 0 left out"
    assert Idea.objects.count() == 7


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("comment-id,comment-body\n1,gut\n2,Stra\xdfe\n".encode("latin-1"), "line 3: byte 0xdf is not UTF-8"),
        ('comment-id,comment-body\n1,gut\n2,"offen\n', "line 3: unexpected end of data"),
        ('comment-id,comment-body\n1,"a"b\n', "line 2: "),
        ("comment-id,text\n1,gut\n", "line 1: the header has 0 columns named 'comment-body'"),
        ("comment-id,comment-body,comment-body\n", "line 1: the header has 2 columns named 'comment-body'"),
        ("", "line 1: the header has 0 columns"),
    ],
)
def test_a_file_that_is_no_csv_is_refused_with_the_line(bring, content, told):
    message, _faults = bring(content, "--field", "wohnen", "--keep-going")
    assert told in message
    assert not Idea.objects.exists()


def test_a_mark_at_the_beginning_of_the_file_is_not_part_of_the_first_name():
    content = b"\xef\xbb\xbftext\nBaum\n"
    assert [row.idea.text for row in read_ideas(content, {"text": "text"}, field="wohnen")] == ["Baum"]


def test_a_map_must_name_the_text_and_only_what_we_know(bring):
    assert "wanted text=" in bring(GOOD, columns="titel=comment-body")[0]
    assert "wanted text=" in bring(GOOD, columns="text=a,author=b")[0]


def test_a_missing_file_is_told(city):
    with pytest.raises(CommandError, match="Nothing was imported"):
        call_command("import_ideas", "csv", "/nirgends.csv", "--map", "text=a")


def test_a_title_is_made_of_whole_words():
    assert first_words("kurz") == "kurz"
    long = first_words("Donaudampfschifffahrt " * 9)
    assert long.endswith("Donaudampfschifffahrt …")
    assert len(long) <= 82
    assert len(first_words("x" * 500)) == 82


def test_a_half_read_file_is_an_error():
    with pytest.raises(Unreadable):
        list(read_ideas(b'text\n"a', {"text": "text"}, field="wohnen"))


def exported(client):
    response = client.get("/ideen/export.csv")
    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/csv; charset=utf-8"
    return b"".join(response.streaming_content).decode()


def test_all_public_ideas_can_be_taken_away(city, client, monkeypatch):
    monkeypatch.setattr(writing, "AT_ONCE", 2)
    for n in range(5):
        sent(f'Titel "{n}"', text="Zwei\nZeilen, ein Komma")
    Idea.objects.filter(number=2).update(visibility=Visibility.HIDDEN)
    text = exported(client)
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    assert [row["number"] for row in rows] == ["1", "3", "4", "5"]
    assert rows[0]["title"] == 'Titel "0"'
    assert rows[0]["text"] == "Zwei\nZeilen, ein Komma"
    assert rows[0]["url"].endswith("/ideen/1/")
    assert text.endswith("\r\n")


def test_formulas_of_authors_are_neutralised_in_the_file(city, client):
    sent('=HYPERLINK("http://x")', text="@SUM(A1)", shown_as="alias", author_name="-Anna")
    row = next(csv.DictReader(io.StringIO(exported(client), newline="")))
    assert [row[name][0] for name in ("title", "text", "author_name")] == ["'"] * 3
