"""Searching one's own messages, whose text is sealed."""

import pytest

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.documents import actions as documents
from rathaus.foundation.inbox import search as searching
from rathaus.foundation.inbox.actions import archive, mark_read, open_thread, post
from rathaus.foundation.inbox.models import Message, Thread
from rathaus.foundation.inbox.search import search
from rathaus.foundation.inbox.tests.letters import from_city
from rathaus.foundation.vault.actions import create_key


def found(person: Person, words: str) -> list[Thread]:
    return list(search(Thread.objects.visible_to(person), words).rows)


def written(thread: Thread, text: str, by: Person) -> Message:
    return post(thread, Message.Kind.TEXT, text, by=by, signature="Anna", from_city=False)


def test_words_are_found_in_what_she_wrote_and_in_what_she_opened(thread: Thread, anna: Person) -> None:
    written(thread, "Mein Hund heißt Größe.", anna)
    mark_read(from_city(thread, "Bitte schicken Sie den Impfpass."), by=anna)
    for words in ("groesse", "HEISST", "impfpass"):
        assert found(anna, words) == [thread]
    assert found(anna, "Katze") == []


def test_what_was_not_opened_stays_covered_in_the_search(thread: Thread, anna: Person) -> None:
    message = from_city(thread, "Ihr Antrag ist abgelehnt.", Message.Kind.NOTICE)
    message.files.add(documents.store("Ablehnung.pdf", b"%PDF", "application/pdf", thread.key))
    assert found(anna, "abgelehnt") == found(anna, "Ablehnung") == []
    mark_read(message, by=anna)
    assert found(anna, "abgelehnt") == found(anna, "Ablehnung") == [thread]


def test_nobody_finds_what_is_anothers(thread: Thread, anna: Person, bernd: Person) -> None:
    written(thread, "Mein Hund heißt Bruno.", anna)
    assert found(bernd, "Bruno") == []


def test_the_archive_is_searched_too(thread: Thread, anna: Person) -> None:
    written(thread, "Mein Hund heißt Bruno.", anna)
    archive(thread, by=anna)
    assert found(anna, "bruno") == [thread]


def test_only_the_newest_messages_are_opened_and_the_search_says_so(
    thread: Thread, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(searching, "NEWEST", 3)
    written(thread, "Bruno", anna)
    assert search(Thread.objects.visible_to(anna), "Bruno").complete
    for _ in range(3):
        written(thread, "Danke", anna)
    later = search(Thread.objects.visible_to(anna), "Bruno")
    assert (list(later.rows), later.complete) == ([], False)


def test_a_search_ends_in_time_and_says_that_it_did(
    thread: Thread, anna: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    written(thread, "Bruno", anna)
    monkeypatch.setattr(searching, "LONGEST", -1)
    late = search(Thread.objects.visible_to(anna), "Bruno")
    assert (list(late.rows), late.complete) == ([], False)


def test_one_broken_message_hides_no_other(thread: Thread, anna: Person) -> None:
    other = open_thread("Parken", person=anna, key=create_key(), reference="")
    broken = written(thread, "Bruno", anna)
    Message.objects.filter(pk=broken.pk).update(sealed_body=b"x" * 40)
    written(other, "Bruno", anna)
    assert found(anna, "Bruno") == [other]
