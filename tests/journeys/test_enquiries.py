"""The clerk asks back: the citizen answers in her inbox with a file, the clock runs again, the notice follows."""

from collections.abc import Callable

import pytest
from django.core import mail

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.portal.cases.models import Case
from tests.clock import Travel
from tests.journeys.citizen import Citizen
from tests.journeys.clerk import Clerk
from tests.journeys.evidence import assert_mails_tell_nothing, embedded, public_status
from tests.journeys.examples import ONE_OF_EACH, Example
from tests.papers import paper
from tests.visitor import upload

QUESTION = "Bitte schicken Sie uns noch ein Foto."
ANSWER = "Guten Tag, hier kommt es."


@pytest.mark.parametrize("example", ONE_OF_EACH, ids=str)
def test_the_citizen_answers_a_question_in_her_inbox_and_gets_her_notice_there(
    anna: Person, travel_to: Travel, run_tasks: Callable[[], int], example: Example
) -> None:
    travel_to(example.today)
    citizen = Citizen(example, anna)
    citizen.find_and_begin()
    citizen.answer_all()
    citizen.submit()
    case = Case.objects.get()
    reference, code = case.reference, case.application.status_code

    clerk = Clerk.responsible_for(example.service)
    clerk.take(reference)
    clerk.ask(reference, QUESTION)
    assert public_status(reference, code) == "ACTION_REQUIRED"
    assert Case.objects.get().paused_on == example.today

    citizen.go("/mein/")
    assert QUESTION not in citizen.text
    citizen.follow(f"/mein/postfach/{case.thread_id}/")
    citizen.open_all_letters()
    assert QUESTION in citizen.text
    citizen.enter("text", ANSWER)
    citizen.enter("attachments", upload("Bruno.jpg", paper("jpeg")))
    citizen.press("Antwort senden")
    assert "Ihre Nachricht ist angekommen." in citizen.text
    assert public_status(reference, code) == "PROCESSING"

    clerk.go(f"/arbeitsplatz/vorgang/{reference}/")
    assert ANSWER in clerk.text
    assert clerk.follow("Bruno.jpg")["Content-Type"] == "image/jpeg"
    assert Entry.objects.filter(verb="case.file_opened", subject=f"case:{reference}").exists()
    clerk.decide(reference, example.expect["decision"])
    run_tasks()

    citizen.go(f"/mein/vorgaenge/{reference}/")
    citizen.follow(f"/mein/postfach/{case.thread_id}/")
    assert f"Bescheid {reference}" not in citizen.text
    citizen.open_all_letters()
    assert case.application.answers in embedded(citizen.follow(f"Bescheid {reference}").content)
    assert public_status(reference, code) == "COMPLETED"
    assert mail.outbox
    assert_mails_tell_nothing(example, reference)
