"""All of a thread as one PDF."""

import io
import time

import pikepdf
from PIL import Image

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.documents import actions as documents
from rathaus.foundation.documents.tests.test_letters import ATTACK, opened, text_of
from rathaus.foundation.inbox import transcripts
from rathaus.foundation.inbox.actions import mark_read, open_thread, post
from rathaus.foundation.inbox.models import Message, Thread
from rathaus.foundation.inbox.tests.letters import from_city
from rathaus.foundation.vault.actions import create_key

Kind = Message.Kind


def plain(pdf: bytes) -> str:
    return text_of(pdf).replace("\u200b", "").replace(" ", "")


def attach(message: Message, name: str, content: bytes, content_type: str) -> None:
    message.files.add(documents.store(name, content, content_type, message.thread.key))


def picture(width: int = 3000, height: int = 2000) -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (width, height), "orange").save(content, "JPEG")
    return content.getvalue()


def test_every_message_stands_in_it_in_order_with_who_and_when(thread: Thread, anna: Person) -> None:
    mark_read(from_city(thread, "Wie groß ist Bruno?", Kind.QUESTION), by=anna)
    post(thread, Kind.ANSWER, "40 cm.\n\nEr wächst noch.", by=anna, signature="Anna Kowalski", from_city=False)
    text = plain(transcripts.for_person(thread))
    places = [
        text.index(words) for words in ("Steueramt", "WiegroßistBruno?", "AnnaKowalski", "40cm.", "Erwächstnoch.")
    ]
    assert places == sorted(places)
    assert thread.reference in text


def test_it_is_accessible_and_archivable(thread: Thread, anna: Person) -> None:
    mark_read(from_city(thread), by=anna)
    with opened(transcripts.for_person(thread)).open_metadata() as meta:
        assert meta["pdfuaid:part"] == "1"
        assert (meta["pdfaid:part"], meta["pdfaid:conformance"]) == ("3", "A")
        assert meta["dc:title"] == "Verlauf: Hund anmelden"


def test_what_she_has_not_opened_stays_covered_for_her_but_not_for_the_city(thread: Thread) -> None:
    notice = from_city(thread, "Ihr Antrag ist abgelehnt.", Kind.NOTICE)
    attach(notice, "Ablehnung.pdf", b"%PDF-1.7", "application/pdf")
    hers, theirs = transcripts.for_person(thread), transcripts.for_desk(thread)
    assert "abgelehnt" not in plain(hers)
    assert "Ablehnung" not in plain(hers)
    assert "Nochnichtgeöffnet" in plain(hers)
    assert not opened(hers).attachments
    assert "abgelehnt" in plain(theirs)
    assert "nochnichtabgerufen" in plain(theirs)


def test_a_notice_says_when_it_was_there_and_when_and_by_whom_it_was_retrieved(
    thread: Thread, anna: Person, bernd: Person
) -> None:
    notice = from_city(thread, "Bewilligt.", Kind.NOTICE)
    mark_read(notice, by=anna)
    assert "durch" not in plain(transcripts.for_person(thread))
    Message.objects.update(read_by=bernd)
    text = plain(transcripts.for_desk(thread))
    assert "Bereitgestelltam" in text
    assert "durchBerndSchäfer" in text


def test_no_word_of_the_people_is_ever_read_as_source(thread: Thread, anna: Person) -> None:
    hostile = open_thread(ATTACK, person=anna, key=create_key(), reference="")
    message = post(hostile, Kind.TEXT, f"{ATTACK}\n\n{ATTACK}", by=anna, signature=ATTACK, from_city=False)
    attach(message, "#panic().pdf", b"%PDF-1.7", "application/pdf")
    text = plain(transcripts.for_person(hostile))
    assert text.count(ATTACK.replace(" ", "")) >= 4
    assert "#panic().pdf" in text


def test_files_are_attached_whole_and_pictures_shown_small(thread: Thread, anna: Person) -> None:
    message = post(thread, Kind.TEXT, "Anbei.", by=anna, signature="Anna", from_city=False)
    attach(message, "Nachweis.pdf", b"%PDF-1.7 Nachweis", "application/pdf")
    attach(message, "Bruno.jpg", picture(), "image/jpeg")
    pdf = opened(transcripts.for_person(thread))
    (name,) = pdf.attachments
    assert name.endswith("Nachweis.pdf")
    assert pdf.attachments[name].get_file().read_bytes() == b"%PDF-1.7 Nachweis"
    assert pdf.attachments[name].relationship == pikepdf.Name.Supplement
    (shown,) = [image for page in pdf.pages for image in page.get_images().values()]
    assert max(int(shown.Width), int(shown.Height)) == 1000


def test_two_files_of_one_name_both_come_along(thread: Thread, anna: Person) -> None:
    message = post(thread, Kind.TEXT, "Anbei.", by=anna, signature="Anna", from_city=False)
    for content in (b"%PDF eins", b"%PDF zwei"):
        attach(message, "Nachweis.pdf", content, "application/pdf")
    pdf = opened(transcripts.for_person(thread))
    assert {pdf.attachments[name].get_file().read_bytes() for name in pdf.attachments} == {b"%PDF eins", b"%PDF zwei"}


def test_what_is_too_large_is_named_and_said_to_be_missing(thread: Thread, anna: Person) -> None:
    message = post(thread, Kind.TEXT, "Anbei.", by=anna, signature="Anna", from_city=False)
    attach(message, "Riese.pdf", b"%PDF" + b"0" * transcripts.ROOM, "application/pdf")
    attach(message, "keines.jpg", b"kein Bild", "image/jpeg")
    pdf = transcripts.for_person(thread)
    assert not opened(pdf).attachments
    assert plain(pdf).count("nichtbeigefügt") == 2


def test_two_hundred_messages_take_less_than_two_seconds(thread: Thread, anna: Person) -> None:
    for number in range(200):
        post(thread, Kind.TEXT, f"{number} " + "Guten Tag. " * 50, by=anna, signature="Anna", from_city=False)
    begun = time.thread_time()
    assert transcripts.for_person(thread).startswith(b"%PDF")
    assert time.thread_time() - begun < 2
