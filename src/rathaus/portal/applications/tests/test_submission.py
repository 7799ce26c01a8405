"""Sending: receipt = stored, once."""

import json
from io import BytesIO
from uuid import uuid4

import pikepdf
import pytest
from django.test import Client
from django_tasks_db.models import DBTaskResult

from rathaus.foundation.audit.models import Entry
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.inbox.models import Message, Thread
from rathaus.foundation.notifications.models import Mail
from rathaus.foundation.payments.models import Charge
from rathaus.lib.references import read_reference
from rathaus.portal.applications import receipts, receivers
from rathaus.portal.applications.actions import submission
from rathaus.portal.applications.actions.submission import ProofNeeded, Unfinished, submit
from rathaus.portal.applications.models import Application, Definition, Draft
from rathaus.portal.applications.tests.conftest import YOU, Walker, fields_of


def test_all_that_a_receipt_promises_is_there(guest):
    guest.fill_in()
    guest.send({"confirmed": "on"})
    application = Application.objects.get()
    assert application.reference in guest.text()
    assert application.status_code in guest.text()
    assert read_reference(application.reference) == application.reference
    assert application.answers["name"] == {"given": "Anna", "family": "Kowalski"}
    assert b"Kowalski" not in bytes(application.sealed_answers)
    assert application.email == "anna@example.org"
    assert Charge.objects.get().amount == 1500
    assert application.charge.lines == [{"label": "Bäume", "amount": 1500}]
    message = Message.objects.get()
    assert message.kind == Message.Kind.RECEIPT
    assert message.thread.key_id == application.key_id
    assert application.reference in message.body
    assert message.signature == "Grünamt"
    mail = Mail.objects.get()
    assert (mail.to, mail.kind, mail.context) == ("anna@example.org", "receipt", {"path": "/status/"})
    assert Draft.objects.count() == 0
    assert DBTaskResult.objects.filter(task_path__endswith="make_receipt").count() == 1
    assert Entry.objects.last().subject == f"application:{application.reference}"


def test_nothing_personal_is_in_the_audit(guest):
    guest.fill_in()
    guest.send({"confirmed": "on"})
    assert "Kowalski" not in json.dumps(list(Entry.objects.values("actor", "verb", "subject", "detail")))


def test_without_the_declaration_nothing_is_sent(guest):
    guest.fill_in()
    guest.send({})
    assert "Fehler:" in guest.text()
    assert 'href="#id_confirmed"' in guest.page.content.decode()
    assert Application.objects.count() == 0


def test_the_same_post_twice_gives_the_same_receipt(guest):
    guest.fill_in()
    form = fields_of(guest.page) | {"confirmed": "on"}
    first = guest.client.post("/antrag/baum/pruefen/", form, follow=True).content.decode()
    second = guest.client.post("/antrag/baum/pruefen/", form, follow=True).content.decode()
    reference = Application.objects.get().reference
    assert reference in first
    assert reference in second
    assert (Charge.objects.count(), Thread.objects.count(), Mail.objects.count()) == (1, 1, 1)


def test_a_retry_after_a_lost_answer_gives_the_receipt_although_the_session_knows_nothing_of_it(guest, walker, anna):
    for someone, by in ((guest, None), (walker, anna)):
        someone.fill_in()
        form = fields_of(someone.page) | {"confirmed": "on"}
        # The server was killed between the commit and the answer: the session was not written.
        application = submit(Draft.objects.get().pk, by=by)
        page = someone.client.post("/antrag/baum/pruefen/", form, follow=True)
        assert application.reference in page.content.decode()
    assert Application.objects.count() == 2


def test_after_sending_the_back_button_leads_to_the_receipt(guest):
    guest.fill_in()
    guest.send({"confirmed": "on"})
    for path in ("/antrag/baum/pruefen/", "/antrag/baum/baeume/"):
        assert guest.client.get(path).headers["Location"] == "/antrag/baum/eingang/"


def test_a_new_application_after_the_first_is_a_second_one(guest):
    for _ in range(2):
        guest.fill_in()
        guest.send({"confirmed": "on"})
    assert Application.objects.count() == 2


def test_the_application_of_a_person_is_hers_and_her_address_gets_the_mail(walker, anna):
    walker.fill_in()
    walker.send({"confirmed": "on"})
    application = Application.objects.visible_to(anna).get()
    assert Mail.objects.get().to == "anna@rathaus.example"
    assert Thread.objects.visible_to(anna).get().reference == application.reference
    assert application.status_code not in walker.text()


def test_if_one_thing_fails_nothing_is_sent_and_the_draft_is_there(guest, monkeypatch):
    guest.fill_in()

    def fail(application):
        raise RuntimeError("the receiver's disk is full")

    monkeypatch.setattr(receivers, "_receivers", [fail])
    guest.client.raise_request_exception = False
    guest.send({"confirmed": "on"})
    assert guest.page.status_code == 500
    counts = [model.objects.count() for model in (Application, Charge, Thread, Mail, DBTaskResult)]
    assert counts == [0, 0, 0, 0, 0]
    monkeypatch.setattr(receivers, "_receivers", [])
    guest.go("/antrag/baum/pruefen/")
    guest.send({"confirmed": "on"})
    assert guest.place == "/antrag/baum/eingang/"


def test_receivers_get_the_application_once_with_its_files_in_place(guest, monkeypatch):
    received = []
    monkeypatch.setattr(receivers, "_receivers", [received.append])
    guest.fill_in()
    guest.send({"confirmed": "on"})
    assert received == [Application.objects.get()]


def test_a_reference_that_is_taken_is_not_given_again(guest, monkeypatch):
    guest.fill_in()
    guest.send({"confirmed": "on"})
    taken = Application.objects.get().reference
    drawn = iter([taken, taken, "AAAA-AAAA-A"])
    monkeypatch.setattr(submission, "new_reference", lambda: next(drawn))
    guest.fill_in()
    guest.send({"confirmed": "on"})
    assert Application.objects.filter(reference="AAAA-AAAA-A").exists()


def test_an_unfinished_draft_is_not_sent(guest):
    guest.begin()
    guest.send(YOU)
    with pytest.raises(Unfinished):
        submit(Draft.objects.get().pk, by=None)


def test_a_draft_that_never_was_is_not_sent(service):
    with pytest.raises(Application.DoesNotExist):
        submit(uuid4(), by=None)


def test_a_guest_cannot_send_what_meanwhile_needs_an_account(guest, republish):
    guest.fill_in()
    republish(lambda content: content.update(guest=False))
    guest.send({"confirmed": "on"}, follow=False)
    assert guest.page.headers["Location"] == "/antrag/baum/ausweisen/"
    assert guest.client.get("/antrag/baum/ausweisen/").headers["Location"].startswith("/konto/anmelden/")
    draft = Draft.objects.get()
    with pytest.raises(ProofNeeded):
        submit(draft.pk, by=None)


def test_a_version_that_changes_no_question_is_taken_silently(guest, republish):
    guest.fill_in()
    republish(lambda content: content.update(confirm="Alles stimmt."))
    guest.send({"confirmed": "on"})
    assert guest.place == "/antrag/baum/eingang/"
    assert Application.objects.get().definition == Definition.objects.in_force(service__slug="baum")


def test_only_what_a_new_version_changed_is_shown_again_and_it_says_why(guest, republish):
    guest.fill_in()

    def ask_otherwise(content):
        content["steps"][1]["questions"][0]["label"] = "Ist der Baum krank oder morsch?"
        extra = {"id": "alter", "type": "number", "label": "Wie alt ist er?", "required": False}
        content["steps"][1]["questions"].append(extra)

    republish(ask_otherwise)
    guest.send({"confirmed": "on"})
    assert Application.objects.count() == 0
    assert guest.place == "/antrag/baum/gruende/"
    assert "Die Stadt hat diesen Antrag geändert" in guest.text()
    assert fields_of(guest.page)["krank"] == ["nein"]
    guest.send({})
    assert guest.place == "/antrag/baum/baeume/"
    guest.go("/antrag/baum/pruefen/")
    guest.send({"confirmed": "on"})
    assert guest.place == "/antrag/baum/eingang/"


def test_a_changed_step_cannot_be_skipped(guest, republish):
    guest.fill_in()
    republish(lambda content: content["steps"][0]["questions"][2].update(label="Wo genau steht der Baum?"))
    guest.send({"confirmed": "on"})
    assert guest.place == "/antrag/baum/sie/"
    guest.go("/antrag/baum/pruefen/")
    assert guest.place == "/antrag/baum/sie/"
    with pytest.raises(Unfinished):
        submit(Draft.objects.get().pk, by=None)


def test_the_receipt_becomes_a_pdf_in_the_inbox_once(guest):
    guest.fill_in()
    guest.send({"confirmed": "on"})
    assert "Das PDF entsteht gerade" in guest.text()
    application = Application.objects.get()
    receipts.write(str(application.id))
    receipts.write(str(application.id))
    application.refresh_from_db()
    assert list(Message.objects.get().files.all()) == [application.receipt]
    guest.go("/antrag/baum/eingang/")
    assert "Ihr Antrag als PDF" in guest.text()
    answer = guest.client.get("/antrag/baum/eingang/antrag.pdf")
    assert answer.headers["Content-Type"] == "application/pdf"
    with pikepdf.open(BytesIO(answer.content)) as pdf:
        attached = json.loads(pdf.attachments["antrag.json"].get_file().read_bytes())
    assert attached == application.answers


def test_of_two_workers_at_once_one_keeps_its_receipt(guest):
    guest.fill_in()
    guest.send({"confirmed": "on"})
    before = StoredFile.objects.count()
    application = Application.objects.select_related("key").get()
    for content in (b"%PDF-1", b"%PDF-2"):
        receipts._keep(application, "Eingang.pdf", content)
    application.refresh_from_db()
    assert StoredFile.objects.count() == before + 1
    assert list(Message.objects.get().files.all()) == [application.receipt]
    assert application.receipt.read() == b"%PDF-1"


def test_a_guest_opens_her_application_with_reference_and_code_in_any_writing(guest):
    guest.fill_in()
    guest.send({"confirmed": "on"})
    application = Application.objects.get()
    opened = Application.objects.opened_by(application.reference.lower(), application.status_code.replace("-", " "))
    assert opened == application
    assert Application.objects.opened_by(application.reference, "AAAA-AAAA-AAAA") is None
    assert Application.objects.opened_by("", application.status_code) is None


def test_the_receipt_page_costs_few_queries(guest, django_assert_max_num_queries):
    guest.fill_in()
    guest.send({"confirmed": "on"})
    with django_assert_max_num_queries(5):
        guest.go("/antrag/baum/eingang/")


def test_people_without_a_session_of_their_own_learn_nothing_from_a_made_up_draft(service):
    stranger = Walker(Client())
    page = stranger.client.post("/antrag/baum/pruefen/", {"_draft": "../../etc", "confirmed": "on"})
    assert page.headers["Location"] == "/antrag/baum/"
