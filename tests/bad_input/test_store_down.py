"""The file store fails, on disk and in a bucket: plain words at the field, every word kept, no row without its file."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django_tasks.base import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from rathaus.entrances.ops.actions import requeue_stranded
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.documents.actions import store as keep
from rathaus.foundation.documents.disk import SyncedFiles
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.documents.tests.stores import *  # noqa: F403
from rathaus.foundation.documents.tests.stores import Broken
from rathaus.foundation.inbox.models import Message
from rathaus.participation.ideas.models import Idea
from rathaus.portal.applications.models import Application, Upload
from rathaus.portal.cases.models import Case
from tests.bad_input.conftest import example
from tests.bad_input.test_wizard import assert_told
from tests.clock import Travel
from tests.journeys.citizen import Citizen
from tests.journeys.examples import as_sent_by_programs
from tests.papers import paper
from tests.visitor import Visitor, upload

WORDS = "Wir können gerade keine Dateien annehmen oder öffnen."
PROOF = "zweck_nachweis"


@pytest.fixture
def at_proof(at_step: Callable[..., Citizen], store: str) -> Citizen:
    """A guest at a step that asks for a file."""
    citizen = at_step("zweck", "meldebescheinigung/rente-kostenlos")
    citizen.enter("zweck", "rente")
    citizen.press("Weiter")
    return citizen


def test_the_wizard_says_so_keeps_the_rest_and_takes_the_file_afterwards(
    at_proof: Citizen, out_of_order: Broken
) -> None:
    at_proof.enter(PROOF, upload("rente.pdf", paper("pdf")))
    with out_of_order():
        at_proof.press("Weiter")
    assert at_proof.place == "/antrag/meldebescheinigung/zweck/"
    assert_told(at_proof, PROOF)
    assert WORDS in at_proof.text
    assert [c.value for form in at_proof.page.forms for c in form.named("zweck") if c.value] == ["rente"]
    assert (Upload.objects.count(), StoredFile.objects.count()) == (0, 0)
    at_proof.enter(PROOF, upload("rente.pdf", paper("pdf")))
    at_proof.press("Weiter")
    assert at_proof.place != "/antrag/meldebescheinigung/zweck/"
    assert Upload.objects.get().file.read().startswith(b"%PDF")


def test_in_the_inbox_no_word_is_lost(case: Case, anna_client: Client, store: str, out_of_order: Broken) -> None:
    path, before = f"/mein/postfach/{case.thread_id}/", Message.objects.count()
    sent = {"text": "Mein Text.", "once": "0b4cf1a2-aaaa-4aaa-8aaa-000000000000"}
    with out_of_order():
        page = anna_client.post(path, sent | {"attachments": upload("a.pdf", paper("pdf"))})
    assert page.status_code == 422
    assert "Mein Text.</textarea>" in page.content.decode()
    assert WORDS in page.content.decode()
    assert Message.objects.count() == before
    anna_client.post(path, sent | {"attachments": upload("a.pdf", paper("pdf"))})
    assert Message.objects.count() == before + 1


def test_an_idea_keeps_its_words(city: None, anna: Person, store: str, out_of_order: Broken) -> None:
    visitor = Visitor(anna)
    visitor.go("/ideen/neu/")
    visitor.enter("title", "Ein Wasserspielplatz im Park")
    visitor.enter("text", "Damit Kinder im Sommer spielen können.")
    visitor.enter("field", "mobilitaet")
    visitor.enter("attachments", upload("a.pdf", paper("pdf")))
    with out_of_order():
        visitor.press("Idee senden")
    assert visitor.answer.status_code == 422
    assert WORDS in visitor.text
    assert "Damit Kinder im Sommer spielen können." in visitor.answer.content.decode()
    assert not Idea.objects.exists()


def test_a_program_is_told_to_come_again(city: None, store: str, out_of_order: Broken, travel_to: Travel) -> None:
    sent = example("hund-anmelden/assistenzhund-befreiung")
    travel_to(sent.today)
    body = {"answers": as_sent_by_programs(sent.answers), "confirmed": True}
    headers = {"Idempotency-Key": "0b4cf1a2-the-first"}
    address = f"/api/v1/services/{sent.service}/applications"
    with out_of_order():
        answer = Client().post(address, body, "application/json", headers=headers)
    assert answer.status_code == 503
    assert answer.json()["title"].startswith(WORDS)
    assert not Application.objects.exists()
    assert Client().post(address, body, "application/json", headers=headers).status_code == 201


def test_a_file_that_cannot_be_opened_now_is_no_error_of_hers(
    case: Case, clara: Person, store: str, out_of_order: Broken, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = keep("a.pdf", paper("pdf"), "application/pdf", case.application.key)
    clerk, address = Client(), reverse("desk_file", args=[case.reference, file.id])
    clerk.force_login(clara)
    assert clerk.get(address).status_code == 200
    if store == "disk":
        monkeypatch.setattr(SyncedFiles, "open", _unreadable)
    with out_of_order():
        answer = clerk.get(address)
    assert (answer.status_code, answer["Retry-After"]) == (503, "60")
    assert WORDS in answer.content.decode()


def _unreadable(*_: Any, **__: Any) -> Any:
    raise OSError(5, "Input/output error")


def test_a_receipt_that_found_no_store_is_made_later(
    case: Case, store: str, out_of_order: Broken, run_tasks: Callable[[], int]
) -> None:
    with out_of_order(), pytest.raises(pytest.fail.Exception, match="Unavailable"):
        run_tasks()
    assert not Application.objects.get().receipt
    assert DBTaskResult.objects.failed().exists()
    assert requeue_stranded() == 1
    waiting = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
    assert not waiting.ready().exists(), "not at once"
    waiting.update(run_after=waiting.get().enqueued_at)
    run_tasks()
    assert Application.objects.get().receipt.read().startswith(b"%PDF")
