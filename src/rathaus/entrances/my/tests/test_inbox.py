"""The inbox as a list: what waits on top, kinds, archive, search, and a thread as PDF."""

import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from rathaus.entrances.my.tests.conftest import MakeCase, write
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.foundation.documents.tests.test_letters import text_of
from rathaus.foundation.inbox.actions import open_thread, post, reply, thread_about
from rathaus.foundation.inbox.models import Message, Thread
from rathaus.foundation.vault.actions import create_key
from rathaus.portal.cases.models import Case

INBOX, ARCHIVE = "/mein/postfach/", "/mein/postfach/archiv/"
Kind = Thread.Kind


def text_at(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def of(thread: Thread, what: str = "") -> str:
    return f"{INBOX}{thread.id}/{what}"


@pytest.fixture
def appointment(anna: Person) -> Thread:
    """Appointments are to come; their threads are shown already."""
    kind = Kind.APPOINTMENT
    thread = open_thread("Reisepass abholen", person=anna, key=create_key(), reference="", kind=kind, topic="a1")
    write(thread, Message.Kind.TEXT, "Ihr Termin ist am Montag.")
    return thread


@pytest.fixture
def idea(anna: Person) -> Thread:
    thread = thread_about(Kind.IDEA, "12", "Bänke am Hafen", person=anna)
    write(thread, Message.Kind.TEXT, "Ihre Idee ist jetzt öffentlich.")
    return thread


def test_a_notice_that_waits_stands_on_top_of_inbox_and_overview(anna_client: Client, case: Case) -> None:
    notice = write(case.thread, Message.Kind.NOTICE, "Bewilligt.")
    for address in (INBOX, "/mein/"):
        page = text_at(anna_client, address)
        assert "Ein Bescheid liegt für Sie bereit" in page
        assert f"#nachricht-{notice.id}" in page
        assert "Bewilligt" not in page
    anna_client.post(of(case.thread, f"{notice.id}/oeffnen/"))
    assert "Ein Bescheid liegt für Sie bereit" not in text_at(anna_client, INBOX)


def test_each_thread_says_what_it_is_about_and_leads_there(
    anna_client: Client, case: Case, idea: Thread, appointment: Thread
) -> None:
    page = " ".join(text_at(anna_client, INBOX).split())
    for words in ("Vorgang <span", case.reference, 'Idee <span class="num">12</span>', "Termin,"):
        assert words in page, words
    assert 'href="/ideen/12/"' in text_at(anna_client, of(idea))
    assert case.get_absolute_url() in text_at(anna_client, of(case.thread))
    assert "Reisepass abholen" in text_at(anna_client, of(appointment))


@pytest.mark.parametrize(("name", "shown"), [("idee", "idea"), ("termin", "appointment"), ("vorgang", "case")])
def test_the_list_is_narrowed_to_a_kind(
    anna_client: Client, case: Case, idea: Thread, appointment: Thread, name: str, shown: str
) -> None:
    threads = {"idea": idea, "appointment": appointment, "case": case.thread}
    page = text_at(anna_client, f"{INBOX}?art={name}")
    assert [key for key, thread in threads.items() if of(thread) in page] == [shown]
    assert "Davon ist hier nichts." in text_at(anna_client, f"{INBOX}?art=workshop")


def test_she_puts_a_thread_away_and_takes_that_back(anna_client: Client, case: Case) -> None:
    response = anna_client.post(of(case.thread, "archivieren/"), follow=True)
    page = response.content.decode()
    assert "liegt jetzt im Archiv" in page
    assert of(case.thread) in text_at(anna_client, ARCHIVE)
    assert of(case.thread) not in page.replace(of(case.thread, "zurueckholen/"), "")
    undo = re.search(r'action="([^"]+zurueckholen/)"', page)[1]
    assert of(case.thread) in anna_client.post(undo, follow=True).content.decode()
    assert of(case.thread) not in text_at(anna_client, ARCHIVE)


def test_what_was_not_opened_is_not_put_away_and_she_hears_why(anna_client: Client, case: Case) -> None:
    write(case.thread, Message.Kind.TEXT, "Guten Tag")
    assert "archivieren/" not in text_at(anna_client, of(case.thread))
    response = anna_client.post(of(case.thread, "archivieren/"), follow=True)
    assert "Öffnen Sie zuerst alle Nachrichten" in response.content.decode()
    assert not Thread.objects.archived().exists()


def test_putting_away_takes_a_post(anna_client: Client, case: Case) -> None:
    for what in ("archivieren/", "zurueckholen/"):
        assert anna_client.get(of(case.thread, what)).status_code == 405


def test_a_strangers_thread_is_missing_in_every_way(
    bernd_client: Client, client: Client, case: Case, idea: Thread
) -> None:
    for thread in (case.thread, idea):
        for what in ("archivieren/", "zurueckholen/"):
            assert bernd_client.post(of(thread, what)).status_code == 404
        assert bernd_client.get(of(thread, "verlauf.pdf")).status_code == 404
        assert client.get(of(thread, "verlauf.pdf")).status_code == 302
        assert thread.subject not in text_at(bernd_client, f"{INBOX}?archiviert={thread.id}")
    assert not Entry.objects.filter(verb="inbox.archived").exists()


@pytest.mark.parametrize("key", ["x", "\x00", "1" * 5000, "00000000-0000-0000-0000-000000000000"])
def test_garbage_in_the_address_changes_nothing(anna_client: Client, case: Case, key: str) -> None:
    for name in ("archiviert", "art"):
        assert of(case.thread) in anna_client.get(INBOX, {name: key}).content.decode()


def test_the_search_finds_the_text_of_a_message_and_says_how_far_it_looked(
    anna_client: Client, anna: Person, case: Case
) -> None:
    post(case.thread, Message.Kind.TEXT, "Er heißt Bruno", by=anna, signature="Anna", from_city=False)
    page = text_at(anna_client, f"{INBOX}?q=bruno")
    assert of(case.thread) in page
    assert "200 neuesten Nachrichten" in page
    assert "steht nichts im Postfach" in text_at(anna_client, f"{INBOX}?q=minka")


def test_what_lies_in_the_archive_is_found_and_marked(anna_client: Client, case: Case) -> None:
    anna_client.post(of(case.thread, "archivieren/"))
    assert "im Archiv" in " ".join(text_at(anna_client, f"{INBOX}?q=hund").split())


def test_the_head_of_every_page_says_that_something_is_new(
    anna_client: Client, bernd_client: Client, case: Case
) -> None:
    mark = '<span class="dot">'
    assert mark not in text_at(anna_client, "/leistungen/")
    write(case.thread, Message.Kind.TEXT, "Guten Tag")
    assert mark in text_at(anna_client, "/leistungen/")
    assert mark not in text_at(bernd_client, "/leistungen/")
    assert mark not in text_at(Client(), "/leistungen/")


def test_she_gets_all_of_a_thread_as_pdf(anna_client: Client, anna: Person, case: Case) -> None:
    post(case.thread, Message.Kind.TEXT, "Er heißt Bruno", by=anna, signature="Anna", from_city=False)
    write(case.thread, Message.Kind.NOTICE, "Abgelehnt")
    response = anna_client.get(of(case.thread, "verlauf.pdf"))
    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in response.headers["Cache-Control"]
    text = text_of(response.content)
    assert "Bruno" in text
    assert "Abgelehnt" not in text


def test_a_thread_without_messages_is_a_pdf_too(anna_client: Client, case: Case) -> None:
    assert anna_client.get(of(case.thread, "verlauf.pdf")).content.startswith(b"%PDF")


@pytest.mark.parametrize("address", [INBOX, ARCHIVE, f"{INBOX}?q=hund", f"{INBOX}?art=vorgang"])
def test_the_list_takes_few_queries_however_much_there_is(
    anna_client: Client, make_case: MakeCase, address: str, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(30):
        write(make_case().thread, Message.Kind.NOTICE, "Guten Tag")
    with django_assert_max_num_queries(10):
        anna_client.get(address)


def test_what_she_wrote_herself_cannot_be_opened(case: Case, anna: Person, anna_client: Client) -> None:
    mine = reply(case.thread, Message.Kind.TEXT, "Hallo", [], by=anna, signature="Anna", once="1")
    assert anna_client.post(f"/mein/postfach/{case.thread_id}/{mine.pk}/oeffnen/").status_code == 404
    mine.refresh_from_db()
    assert mine.read_at is None
