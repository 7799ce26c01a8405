from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from rathaus.portal.cases import actions
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.status import public_status


@pytest.fixture(autouse=True)
def no_attempts_yet():
    cache.clear()


@pytest.fixture
def guests(apply):
    """The case of a guest."""
    return apply(email="gast@rathaus.example")


def enter(browser, case, **changed):
    typed = {"reference": case.reference, "code": case.application.status_code} | changed
    return browser.post("/status/", typed)


@pytest.fixture
def guest(guests):
    """A browser that has proved the code."""
    browser = Client()
    assert enter(browser, guests).status_code == 302
    return browser


def test_reference_and_code_open_the_case(guest, guests, django_assert_max_num_queries):
    with django_assert_max_num_queries(10):
        page = guest.get(f"/status/{guests.reference}/")
    assert "Wo Ihr Vorgang steht" in page.content.decode()
    assert "no-store" in page["Cache-Control"]


def test_they_may_be_typed_carelessly(guests):
    code = guests.application.status_code.lower().replace("-", " ")
    assert enter(Client(), guests, reference=guests.reference.lower(), code=code).status_code == 302


def test_wrong_reference_and_wrong_code_are_answered_alike(guests):
    pages = []
    for changed in ({"reference": "7K4M-2Q9X-E"}, {"code": "AAAA-BBBB-CCCC"}, {"reference": "'; --"}, {"code": "\0x"}):
        page = enter(Client(), guests, **changed)
        assert page.status_code == 422
        pages.append(page.content.decode().count("Zu dieser Nummer und diesem Code finden wir nichts"))
    assert set(pages) == {1}


def test_empty_fields_are_named(db):
    page = Client().post("/status/", {}).content.decode()
    assert "Bitte geben Sie die Vorgangsnummer ein." in page
    assert "Bitte geben Sie den Statuscode ein." in page


def test_without_the_code_an_existing_case_looks_like_none(client, guests):
    for reference in (guests.reference, "7K4M-2Q9X-E"):
        assert client.get(f"/status/{reference}/").url == "/status/"
        assert client.get(f"/status/{reference}/datei/{guests.thread_id}/").status_code == 404
        assert client.post(f"/status/{reference}/oeffnen/{guests.thread_id}/").status_code == 404


def test_guessing_is_slowed_down(guests):
    browser = Client()
    answers = [enter(browser, guests, code="AAAA-BBBB-CCCC").status_code for _ in range(12)]
    assert answers[0] == 422
    assert answers[-1] == 429
    assert "viele Versuche" in enter(browser, guests).content.decode()


def test_a_guest_answers_a_question_on_the_page(guest, guests, clara):
    case = actions.take(guests, by=clara)
    enquiry = actions.ask(case, "Wie alt ist er?", timezone.localdate() + timedelta(days=9), by=clara)
    place = f"/status/{case.reference}/"
    assert "Wie alt ist er?" not in guest.get(place).content.decode()
    guest.post(f"{place}oeffnen/{enquiry.message_id}/")
    page = guest.get(place).content.decode()
    assert "Wie alt ist er?" in page
    once = page.split('name="once" value="')[1].split('"')[0]
    assert guest.post(place, {"text": "Zwei Jahre.", "once": once}).status_code == 302
    case = Case.objects.get(pk=case.pk)
    assert (case.state, case.thread.messages.last().body) == ("work", "Zwei Jahre.")


def test_a_guest_opens_her_notice(guest, guests, clara, run_tasks):
    case = actions.take(guests, by=clara)
    decision = actions.decide(case, case.application.definition.blueprint.decisions[0], "", by=clara)
    run_tasks()
    decision.refresh_from_db()
    place = f"/status/{case.reference}/datei/{decision.notice_id}/"
    assert guest.get(place).status_code == 404
    guest.post(f"/status/{case.reference}/oeffnen/{decision.message_id}/")
    assert b"".join(guest.get(place)).startswith(b"%PDF")


def test_a_reply_too_long_or_not_to_be_seen_is_said_in_plain_words(guest, guests):
    for text, said in (
        ("x" * 10_001, "höchstens 10000 Zeichen, geschrieben sind 10001."),
        ("\u200b\u2060", "schreiben Sie"),
    ):
        page = guest.post(f"/status/{guests.reference}/", {"text": text, "once": "1"})
        assert page.status_code == 422
        assert said in page.content.decode()
        assert "sicherstellen" not in page.content.decode()


def test_leaving_closes_the_case_for_this_browser(guest, guests):
    guest.post("/status/beenden/")
    assert guest.get(f"/status/{guests.reference}/").url == "/status/"


def test_programs_learn_the_public_state_and_nothing_else(guests, clara):
    code = guests.application.status_code
    assert public_status(guests.reference, "AAAA-BBBB-CCCC") is None
    assert public_status("nonsense", code) is None
    told = public_status(guests.reference, code)
    assert told["status"] == "RECEIVED"
    assert told["due_on"] == guests.due_on
    actions.ask(actions.take(guests, by=clara), "?", timezone.localdate() + timedelta(days=9), by=clara)
    told = public_status(guests.reference, code)
    assert (told["status"], told["due_on"]) == ("ACTION_REQUIRED", None)
    assert told["answer_by"] == timezone.localdate() + timedelta(days=9)
