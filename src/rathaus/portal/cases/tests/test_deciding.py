import io
import json

import pikepdf
import pytest
from django.core.exceptions import PermissionDenied

from rathaus.foundation.notifications.models import Mail
from rathaus.portal.cases import actions, notices
from rathaus.portal.cases.models import Case, Decision
from rathaus.portal.cases.tests.town import signed_in


def send(browser, case, step="", **typed):
    return browser.post(f"{case.desk_url}entscheiden/", {"revision": case.revision, "_step": step} | typed)


def test_nothing_is_decided_before_the_preview_is_confirmed(claras, clara):
    browser = signed_in(clara)
    preview = send(browser, claras, choice="festsetzen", text="Alles klar.")
    assert "Verbindlich entscheiden" in preview.content.decode()
    assert not Decision.objects.exists()
    assert send(browser, claras, "confirm", choice="festsetzen", text="Alles klar.").status_code == 302
    claras.refresh_from_db()
    assert (claras.state, claras.public_state) == ("decided", "COMPLETED")
    decision = claras.decisions.get()
    assert (decision.outcome, decision.choice, decision.by, decision.reasons) == (
        "approve",
        "festsetzen",
        clara,
        "Alles klar.",
    )


def test_the_preview_is_a_pdf_that_is_kept_nowhere(claras, clara):
    page = send(signed_in(clara), claras, "pdf", choice="festsetzen", text="So.")
    assert page["Content-Type"] == "application/pdf"
    assert page.content.startswith(b"%PDF")
    assert not Decision.objects.exists()


def test_what_goes_to_a_guest_goes_where_a_guest_can_look(apply, clara):
    guests, browser = actions.take(apply(), by=clara), signed_in(clara)
    pages = [
        browser.get(f"{guests.desk_url}fragen/"),
        send(browser, guests, choice="festsetzen"),
        send(browser, guests, "confirm", choice="festsetzen"),
        browser.get(guests.desk_url),
    ]
    for page in (pages[0], pages[1], pages[3]):
        assert "unter „Stand abfragen“" in page.content.decode()
        assert "Postfach" not in page.content.decode()


def test_what_goes_to_an_account_goes_to_its_inbox(claras, clara):
    browser = signed_in(clara)
    for page in (browser.get(f"{claras.desk_url}fragen/"), send(browser, claras, choice="festsetzen")):
        assert "Postfach" in page.content.decode()


def test_back_from_the_preview_everything_is_still_there(claras, clara):
    page = send(signed_in(clara), claras, "edit", choice="ablehnen", text="Weil es so ist.").content.decode()
    assert "Weil es so ist.</textarea>" in page
    assert 'value="ablehnen" checked' in page


def test_a_rejection_needs_reasons(claras, clara):
    page = send(signed_in(clara), claras, "confirm", choice="ablehnen")
    assert page.status_code == 422
    assert "Bitte begründen Sie" in page.content.decode()
    assert not Decision.objects.exists()


@pytest.mark.parametrize("choice", ["", "erfunden", "\0"])
def test_a_decision_the_service_does_not_have_is_refused(claras, clara, choice):
    assert send(signed_in(clara), claras, "confirm", choice=choice, text="x").status_code == 422


def test_two_clerks_decide_at_once_and_only_one_decision_is_made(claras, clara):
    browser = signed_in(clara)
    assert send(browser, claras, "confirm", choice="festsetzen").status_code == 302
    second = send(browser, claras, "confirm", choice="ablehnen", text="Nein, weil.")
    assert second.status_code == 409
    assert "Nein, weil." in second.content.decode()
    assert Decision.objects.count() == 1


def test_a_change_between_preview_and_confirmation_is_told(claras, clara):
    actions.note(claras, "Hat angerufen.", by=clara)
    page = send(signed_in(clara), claras, "confirm", choice="festsetzen")
    assert page.status_code == 409
    assert "Notiz geschrieben" in page.content.decode()
    assert not Decision.objects.exists()


def test_the_head_cannot_decide_what_a_clerk_has(claras, doris):
    choice = claras.application.definition.blueprint.decisions[0]
    with pytest.raises(PermissionDenied):
        actions.decide(claras, choice, "", by=doris)


def test_the_notice_comes_into_the_inbox_once_however_often_the_task_runs(claras, clara, run_tasks):
    send(signed_in(clara), claras, "confirm", choice="festsetzen", text="Alles klar.")
    run_tasks()
    decision = claras.decisions.get()
    notices.deliver(str(decision.id))
    letters = claras.thread.messages.filter(kind="notice")
    assert [file.name for file in letters.get().files.all()] == [f"Bescheid {claras.reference}.pdf"]
    decision.refresh_from_db()
    assert decision.notice.read().startswith(b"%PDF")
    assert Mail.objects.filter(kind="notice").count() == 1


def test_the_notice_carries_answers_and_decision_for_programs(claras, clara, run_tasks):
    send(signed_in(clara), claras, "confirm", choice="ablehnen", text="Zu spät.")
    run_tasks()
    with pikepdf.open(io.BytesIO(claras.decisions.get().notice.read())) as pdf:
        attached = {name: json.loads(pdf.attachments[name].get_file().read_bytes()) for name in pdf.attachments}
    assert attached["entscheidung.json"]["outcome"] == "reject"
    assert attached["antrag.json"]["name"]["family"] == "Kowalski"


def test_after_the_decision_the_case_is_put_away(claras, clara):
    browser = signed_in(clara)
    send(browser, claras, "confirm", choice="festsetzen")
    case = Case.objects.get(pk=claras.pk)
    browser.post(f"{case.desk_url}ablegen/", {"revision": case.revision})
    case.refresh_from_db()
    assert (case.state, case.closed_at is not None) == ("closed", True)
    assert not case.thread.messages.filter(kind="text").exists()
