"""Files of a case: held until they were scanned, locked where something was found; the case goes its way."""

import base64
import io

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from rathaus.foundation.audit.models import Entry
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.documents.withholding import State
from rathaus.foundation.inbox import transcripts
from rathaus.foundation.notifications.delivery import message_for
from rathaus.foundation.notifications.models import Mail
from rathaus.portal.cases.tests.town import a_pdf, signed_in
from tests.scanner import EICAR


def a_bad_pdf(name="geheim.pdf"):
    """A real PDF, in whose page the test file lies."""
    content = io.BytesIO()
    pdf = pikepdf.new()
    pdf.add_blank_page()
    pdf.pages[0].Contents = pdf.make_stream(b"%" + EICAR)
    pdf.save(content, compress_streams=False)
    return {"name": name, "content_type": "application/pdf", "data": base64.b64encode(content.getvalue()).decode()}


@pytest.fixture
def case(clamd, apply, anna):
    """Anna's case with a bad file, which nobody has looked at yet."""
    return apply(anna, foto=a_bad_pdf())


@pytest.fixture
def file(case):
    return case.application.uploads.get().file


def pages(case, anna, clara):
    """Where its files are listed."""
    return {
        "citizen": signed_in(anna).get(case.get_absolute_url()).content.decode(),
        "clerk": signed_in(clara).get(f"/arbeitsplatz/vorgang/{case.reference}/").content.decode(),
    }


def downloads(case, file, anna, clara):
    return [
        signed_in(anna).get(f"{case.get_absolute_url()}datei/{file.id}/"),
        signed_in(clara).get(f"/arbeitsplatz/vorgang/{case.reference}/datei/{file.id}/"),
    ]


def test_the_application_is_there_while_the_scanner_is_away(clamd, apply, anna, clara, run_tasks):
    clamd.stop()
    case = apply(anna, foto=a_bad_pdf())
    run_tasks()
    file = case.application.uploads.get().file
    for who, page in pages(case, anna, clara).items():
        assert "geheim.pdf" in page, who
        assert "Wird auf Schadsoftware geprüft" in page, who
        assert str(file.id) not in page, who
    for response in downloads(case, file, anna, clara):
        assert response.status_code == 404
        assert "Diese Datei wird noch geprüft" in response.content.decode()
        assert EICAR not in response.content
    assert not Entry.objects.filter(verb="case.file_opened").exists()


def test_an_infected_file_is_locked_and_everyone_concerned_knows(case, file, anna, clara, run_tasks):
    run_tasks()
    for who, page in pages(case, anna, clara).items():
        assert "Gesperrt, enthält vermutlich Schadsoftware" in page, who
        assert str(file.id) not in page, who
    for response in downloads(case, file, anna, clara):
        assert response.status_code == 404
        assert "Diese Datei ist gesperrt" in response.content.decode()
    assert Entry.objects.get(verb="file.quarantined").subject == f"file:{file.id}"
    assert file.path.exists(), "it stays, sealed, until the case goes"


def test_the_citizen_reads_in_her_inbox_which_file_it_was_and_no_mail_names_it(case, anna, run_tasks):
    run_tasks()
    letter = case.thread.messages.last()
    assert letter.from_city
    assert "Die Datei „geheim.pdf“ haben wir gesperrt" in letter.body
    assert letter.signature == "Amt für Steuern"
    mail = Mail.objects.get(kind="message")
    text = str(message_for(mail).message())
    assert mail.recipient.person == anna
    assert "geheim" not in text
    assert "Schad" not in text


def test_a_guest_hears_of_it_at_the_same_place(clamd, apply, run_tasks):
    case = apply(foto=a_bad_pdf(), email="gast@rathaus.example")
    browser = Client()
    browser.post("/status/", {"reference": case.reference, "code": case.application.status_code})
    page = browser.get(f"/status/{case.reference}/").content.decode()
    assert "Wird auf Schadsoftware geprüft" in page
    run_tasks()
    page = browser.get(f"/status/{case.reference}/").content.decode()
    assert "Gesperrt, enthält vermutlich Schadsoftware" in page
    file = case.application.uploads.get().file
    assert browser.get(f"/status/{case.reference}/datei/{file.id}/").status_code == 404
    assert Mail.objects.filter(kind="message", to="gast@rathaus.example").count() == 1


def test_what_she_sends_later_is_scanned_too(claras, clamd, anna, run_tasks):
    content = base64.b64decode(a_bad_pdf()["data"])
    thread = f"/mein/postfach/{claras.thread_id}/"
    browser = signed_in(anna)
    page = browser.get(thread).context["form"]
    upload = SimpleUploadedFile("noch einer.pdf", content, "application/pdf")
    browser.post(thread, {"text": "Hier.", "once": page["once"].value(), "attachments": upload})
    assert "Wird auf Schadsoftware geprüft" in browser.get(thread).content.decode()
    run_tasks()
    assert "Gesperrt, enthält vermutlich Schadsoftware" in browser.get(thread).content.decode()
    file = StoredFile.objects.get(name="noch einer.pdf")
    assert browser.get(f"{thread}dateien/{file.id}/").status_code == 404
    told = [letter.body for letter in claras.thread.messages.all() if "noch einer.pdf" in letter.body]
    assert len(told) == 1


def test_a_transcript_goes_without_it_and_says_so(case, file):
    StoredFile.objects.filter(pk=file.pk).update(state=State.INFECTED)
    case.thread.messages.last().files.add(file)
    pdf = pikepdf.open(io.BytesIO(transcripts.for_desk(case.thread)))
    assert list(pdf.attachments) == []


def test_a_clean_file_can_be_had_by_those_who_may(clamd, apply, anna, clara, run_tasks):
    case = apply(anna, foto=a_pdf())
    run_tasks()
    assert [one.status_code for one in downloads(case, case.application.uploads.get().file, anna, clara)] == [200, 200]


def test_the_page_asks_no_more_for_it(case, anna, django_assert_max_num_queries):
    browser = signed_in(anna)
    with django_assert_max_num_queries(10):
        browser.get(case.get_absolute_url())
