"""Who sees a receipt: the browser that sent the application, as long as its session lasts, and nobody else."""

from django.test import Client

from rathaus.portal.applications.actions.drafts import claim
from rathaus.portal.applications.actions.submission import submit
from rathaus.portal.applications.models import Application, Draft
from rathaus.portal.applications.tests.conftest import fields_of


def test_the_receipt_of_one_is_not_shown_to_another(guest):
    guest.fill_in()
    guest.send({"confirmed": "on"})
    assert Client().get("/antrag/baum/eingang/").status_code == 404
    assert Client().get("/antrag/baum/eingang/antrag.pdf").status_code == 404


def test_someone_else_cannot_fetch_a_persons_receipt_with_the_drafts_id(walker, bernd):
    walker.fill_in()
    draft = fields_of(walker.page)["_draft"]
    walker.send({"confirmed": "on"})
    client = Client()
    client.force_login(bernd)
    answer = client.post("/antrag/baum/pruefen/", {"_draft": draft, "confirmed": "on"})
    assert answer.headers["Location"] == "/antrag/baum/"


def test_sending_writes_no_session_and_the_receipt_is_there_all_the_same(guest):
    guest.fill_in()
    before = dict(guest.client.session)
    guest.send({"confirmed": "on"})
    assert dict(guest.client.session) == before
    assert Application.objects.get().reference in guest.text()


def test_the_receipt_stays_while_a_second_application_is_filled_in(guest):
    guest.fill_in()
    guest.send({"confirmed": "on"})
    guest.begin()
    guest.begin()
    assert Application.objects.get().reference in guest.client.get("/antrag/baum/eingang/").content.decode()


def test_what_was_begun_here_and_sent_from_an_account_elsewhere_shows_no_receipt_here(guest, anna):
    guest.fill_in()
    draft = Draft.objects.get()
    claim(draft, by=anna)
    submit(draft.pk, by=anna)
    assert guest.client.get("/antrag/baum/eingang/").status_code == 404
