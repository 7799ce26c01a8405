"""Writing into threads, opening what came, and who may."""

from collections.abc import Iterator

import pytest
from django.core.exceptions import PermissionDenied

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.foundation.documents import uploads
from rathaus.foundation.inbox import receivers
from rathaus.foundation.inbox.actions import mark_read, open_thread, post, reply
from rathaus.foundation.inbox.models import Message, Thread
from rathaus.foundation.vault.actions import create_key

pytestmark = pytest.mark.django_db

Kind = Message.Kind
PDF_NAME = "nachweis.pdf"


@pytest.fixture
def received() -> Iterator[list[Message]]:
    """The citizen's messages that a receiver heard of."""
    heard: list[Message] = []
    before = list(receivers._receivers)
    receivers._receivers[:] = [heard.append]
    yield heard
    receivers._receivers[:] = before


def from_city(thread: Thread, kind: str = Kind.TEXT, body: str = "Guten Tag") -> Message:
    return post(thread, kind, body, by="system", signature="Steueramt", from_city=True)


def test_a_message_rests_sealed_and_reads_as_written(thread: Thread) -> None:
    message = from_city(thread, body="Wie groß ist Bruno?")
    message.refresh_from_db()
    assert message.body == "Wie groß ist Bruno?"
    assert message.signature == "Steueramt"
    assert b"Bruno" not in bytes(message.sealed_body)
    assert b"Steueramt" not in bytes(message.sealed_signature)


def test_control_characters_do_not_reach_a_message(thread: Thread) -> None:
    assert from_city(thread, body="a\x00b\u202ec\r\nd").body == "abc\nd"


def test_a_message_moves_its_thread_up(thread: Thread, anna: Person) -> None:
    other = open_thread("Bewohnerparken", person=anna, key=create_key(), reference="")
    from_city(thread)
    assert list(Thread.objects.visible_to(anna).latest_first()) == [thread, other]


def test_a_thread_is_visible_to_its_person_only(thread: Thread, anna: Person, bernd: Person) -> None:
    assert list(Thread.objects.visible_to(anna)) == [thread]
    assert not Thread.objects.visible_to(bernd).exists()


def test_nobody_else_writes_as_the_citizen(thread: Thread, bernd: Person) -> None:
    with pytest.raises(PermissionDenied):
        post(thread, Kind.TEXT, "Ich bin Anna", by=bernd, signature="Anna", from_city=False)
    assert not thread.messages.exists()


def test_nobody_else_opens_the_citizens_letters(thread: Thread, bernd: Person) -> None:
    message = from_city(thread, Kind.NOTICE)
    with pytest.raises(PermissionDenied):
        mark_read(message, by=bernd)
    message.refresh_from_db()
    assert message.is_closed


def test_opening_counts_once_and_is_recorded(thread: Thread, anna: Person) -> None:
    message = from_city(thread, Kind.NOTICE)
    mark_read(message, by=anna)
    first = Message.objects.get(pk=message.pk).read_at
    mark_read(message, by=anna)
    assert Message.objects.get(pk=message.pk).read_at == first
    assert Entry.objects.filter(verb="inbox.opened", actor=f"person:{anna.pk}").count() == 1


def test_unread_is_what_the_city_wrote_and_she_did_not_open(thread: Thread, anna: Person, bernd: Person) -> None:
    opened, waiting = from_city(thread), from_city(thread)
    mark_read(opened, by=anna)
    post(thread, Kind.TEXT, "Danke", by=anna, signature="Anna Kowalski", from_city=False)
    assert list(Message.objects.unread_by(anna)) == [waiting]
    assert Thread.objects.get().unread == 1
    assert not Message.objects.unread_by(bernd).exists()


def test_receivers_hear_of_the_citizens_messages_only(thread: Thread, anna: Person, received: list[Message]) -> None:
    from_city(thread)
    mine = post(thread, Kind.ANSWER, "40 cm", by=anna, signature="Anna Kowalski", from_city=False)
    assert received == [mine]


def test_what_a_receiver_raises_undoes_the_message(thread: Thread, anna: Person, received: list[Message]) -> None:
    def refuse(message: Message) -> None:
        raise RuntimeError

    receivers.register(refuse)
    with pytest.raises(RuntimeError):
        reply(thread, Kind.TEXT, "Hallo", [], by=anna, signature="Anna", once="1")
    assert not thread.messages.exists()


def test_a_reply_brings_its_files(thread: Thread, anna: Person) -> None:
    proof = uploads.Inspected(PDF_NAME, "application/pdf", b"%PDF-1.7 Nachweis")
    message = reply(thread, Kind.ANSWER, "Hier ist er", [proof], by=anna, signature="Anna Kowalski", once="1")
    (file,) = message.files.all()
    assert (file.name, file.read()) == (PDF_NAME, proof.content)
    assert b"Nachweis" not in file.path.read_bytes()


def test_the_same_form_sent_twice_is_one_message(thread: Thread, anna: Person, received: list[Message]) -> None:
    first, second = (reply(thread, Kind.TEXT, "Hallo", [], by=anna, signature="Anna", once="abc") for _ in range(2))
    assert first == second
    assert len(received) == thread.messages.count() == 1


def test_the_same_word_in_two_threads_is_two_messages(thread: Thread, anna: Person, received: list[Message]) -> None:
    other = open_thread("Bewohnerparken", person=anna, key=create_key(), reference="")
    for one in (thread, other):
        reply(one, Kind.TEXT, "Hallo", [], by=anna, signature="Anna", once="abc")
    assert Message.objects.count() == 2


def test_a_guest_has_a_thread_without_an_account() -> None:
    thread = open_thread("Hund anmelden", person=None, key=create_key(), reference="")
    message = post(thread, Kind.TEXT, "Hallo", by="guest", signature="Anna Kowalski", from_city=False)
    assert message.author is None


def test_threads_are_found_by_subject_and_reference(thread: Thread, anna: Person) -> None:
    mine = Thread.objects.visible_to(anna)
    for words in ("hund", "Anmelden", thread.reference.lower().replace("-", " ")):
        assert list(mine.about(words)) == [thread]
    assert not mine.about("Parken").exists()
