"""Reading, opening and answering in the inbox."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from rathaus.entrances.my.tests.conftest import write
from rathaus.foundation.documents import actions as documents
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.inbox import receivers
from rathaus.foundation.inbox.models import Message
from rathaus.portal.cases.models import Case, Enquiry

PNG = (Path(__file__).parent / "bruno.png").read_bytes()
Kind = Message.Kind


@pytest.fixture(autouse=True)
def nobody_listens() -> Iterator[None]:
    """What a case does with an answer is tested there."""
    before = list(receivers._receivers)
    receivers._receivers.clear()
    yield
    receivers._receivers[:] = before


@pytest.fixture
def notice(case: Case) -> Message:
    """A notice with its file, not opened yet."""
    message = write(case.thread, Kind.NOTICE, "Ihr Bescheid liegt bei.")
    message.files.add(documents.store("Bescheid.pdf", b"%PDF-1.7", "application/pdf", case.thread.key))
    return message


def address_of(message: Message) -> str:
    return f"/mein/postfach/{message.thread_id}/"


def open_it(client: Client, message: Message) -> object:
    return client.post(f"{address_of(message)}{message.id}/oeffnen/")


def file_of(message: Message) -> str:
    return f"{address_of(message)}dateien/{message.files.get().id}/"


def test_looking_changes_nothing_and_shows_nothing(anna_client: Client, notice: Message) -> None:
    page = anna_client.get(address_of(notice)).content.decode()
    assert "Bescheid" in page
    assert "liegt bei" not in page
    notice.refresh_from_db()
    assert notice.read_at is None


def test_opening_notes_the_moment_and_leads_to_the_text(anna_client: Client, notice: Message) -> None:
    response = open_it(anna_client, notice)
    assert response.headers["Location"] == f"{address_of(notice)}#nachricht-{notice.id}"
    page = anna_client.get(address_of(notice)).content.decode()
    assert "Ihr Bescheid liegt bei." in page
    assert "Von Ihnen geöffnet am" in page
    assert f'id="nachricht-{notice.id}"' in page


def test_opening_takes_a_post(anna_client: Client, notice: Message) -> None:
    assert anna_client.get(f"{address_of(notice)}{notice.id}/oeffnen/").status_code == 405


def test_a_file_comes_once_its_message_is_open(anna_client: Client, notice: Message) -> None:
    assert anna_client.get(file_of(notice)).status_code == 404
    open_it(anna_client, notice)
    response = anna_client.get(file_of(notice))
    assert response.content == b"%PDF-1.7"
    assert response.headers["Content-Disposition"].startswith("attachment")
    assert "no-store" in response.headers["Cache-Control"]


def test_for_others_there_is_no_such_thread_message_or_file(
    anna_client: Client, bernd_client: Client, client: Client, notice: Message
) -> None:
    open_it(anna_client, notice)
    missing = bernd_client.get("/mein/postfach/00000000-0000-0000-0000-000000000000/")
    for address in (address_of(notice), file_of(notice)):
        foreign = bernd_client.get(address)
        assert (foreign.status_code, foreign.content) == (404, missing.content)
        assert client.get(address).status_code == 302
    assert bernd_client.post(address_of(notice), {"text": "Hallo", "once": "1"}).status_code == 404
    assert open_it(bernd_client, notice).status_code == 404


def test_a_file_of_another_thread_is_not_found_in_mine(anna_client: Client, notice: Message, case: Case) -> None:
    elsewhere = StoredFile.objects.get()
    notice.files.clear()
    Message.objects.update(read_at=timezone.now())
    assert anna_client.get(f"/mein/postfach/{case.thread_id}/dateien/{elsewhere.id}/").status_code == 404


def test_she_answers_a_question_with_text_and_a_photo(anna_client: Client, asked: Enquiry) -> None:
    address = address_of(asked.message)
    page = anna_client.get(address).content.decode()
    assert "Antwort senden" in page
    photo = SimpleUploadedFile("Bruno.png", PNG, "application/octet-stream")
    form = {"text": "52 cm", "attachments": [photo], "once": once_in(page)}
    assert anna_client.post(address, form).headers["Location"] == address
    answer = Message.objects.get(kind=Kind.ANSWER)
    assert (answer.body, answer.signature, answer.from_city) == ("52 cm", "Anna Kowalski", False)
    assert anna_client.get(file_of(answer)).headers["Content-Type"] == "image/png"


def test_without_a_question_it_is_a_message(anna_client: Client, case: Case) -> None:
    anna_client.post(f"/mein/postfach/{case.thread_id}/", {"text": "Wie lange noch?", "once": "1"})
    assert Message.objects.get().kind == Kind.TEXT


def test_sending_the_same_form_twice_makes_one_message(anna_client: Client, case: Case) -> None:
    address = f"/mein/postfach/{case.thread_id}/"
    form = {"text": "Wie lange noch?", "once": once_in(anna_client.get(address).content.decode())}
    answers = [anna_client.post(address, form) for _ in range(2)]
    assert {answer.headers["Location"] for answer in answers} == {address}
    assert Message.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "content", "complaint"),
    [
        ("virus.exe", b"MZ\x90\x00" * 40, "virus.exe"),
        ("bescheid.pdf", PNG, "bescheid.pdf"),
        ("leer.pdf", b"", "leer"),
        ("riesig.pdf", b"%PDF-" + b"0" * 10 * 1024 * 1024, "riesig.pdf"),
    ],
)
def test_a_refused_file_is_named_and_the_text_is_kept(
    anna_client: Client, case: Case, name: str, content: bytes, complaint: str
) -> None:
    form = {"text": "Anbei der Nachweis", "once": "1", "attachments": [SimpleUploadedFile(name, content)]}
    response = anna_client.post(f"/mein/postfach/{case.thread_id}/", form)
    page = response.content.decode()
    assert response.status_code == 422
    assert complaint in re.search(r'id="id_attachments_error".*?</p>', page, re.DOTALL)[0]
    assert "Anbei der Nachweis</textarea>" in page
    assert not Message.objects.exists()


def test_too_many_files_are_refused_with_both_numbers(anna_client: Client, case: Case) -> None:
    files = [SimpleUploadedFile(f"{number}.png", PNG) for number in range(6)]
    page = anna_client.post(f"/mein/postfach/{case.thread_id}/", {"once": "1", "attachments": files}).content.decode()
    assert "Das sind 6 Dateien. Möglich sind 5" in page


def test_nothing_at_all_is_not_sent(anna_client: Client, case: Case) -> None:
    response = anna_client.post(f"/mein/postfach/{case.thread_id}/", {"text": " \x00\n", "once": "1"})
    assert response.status_code == 422
    assert 'href="#id_text"' in response.content.decode()


def test_a_text_without_end_is_refused_and_kept(anna_client: Client, case: Case) -> None:
    endless = "Zeile\n" * 10_000
    response = anna_client.post(f"/mein/postfach/{case.thread_id}/", {"text": endless, "once": "1"})
    page = response.content.decode()
    assert response.status_code == 422
    assert page.count("Zeile") >= 10_000
    assert not Message.objects.exists()


def test_what_is_written_shows_as_text_only(anna_client: Client, case: Case) -> None:
    message = write(case.thread, Kind.TEXT, "<script>alert(1)</script> {{ 7 }} javascript:alert(1)")
    open_it(anna_client, message)
    page = anna_client.get(address_of(message)).content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_forged_post_without_token_is_refused(notice: Message) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(notice.thread.person)
    assert open_it(strict, notice).status_code == 403
    notice.refresh_from_db()
    assert notice.read_at is None


def once_in(page: str) -> str:
    return re.search(r'name="once" value="([^"]+)"', page)[1]
