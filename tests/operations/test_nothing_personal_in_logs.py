"""Canaries: marked data goes through the whole house, right and wrong, and none of it comes out in the log."""

import io
import json
import logging
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from allauth.account.models import EmailAddress
from django.conf import settings
from django.core.management import call_command
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import path
from django_tasks import task
from django_tasks_db.models import DBTaskResult

from rathaus.entrances.website.errors import server_error
from rathaus.foundation.accounts.audience import GUEST, audience
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.accounts.tests.visiting import PASSWORD, SIGN_IN, SIGN_UP, WAITING, Outbox, code_in
from rathaus.foundation.notifications.actions import announce
from rathaus.foundation.notifications.models import Mail
from rathaus.foundation.notifications.tests.conftest import Later, MailServer, later, mail_server
from rathaus.portal.cases.models import Case
from tests.background import batch_worker
from tests.clock import Travel
from tests.journeys.citizen import Citizen
from tests.journeys.clerk import Clerk
from tests.journeys.examples import ONE_OF_EACH
from tests.journeys.guest import Guest
from tests.papers import paper
from tests.visitor import upload

__all__ = ["later", "mail_server"]

CANARY = "Kanari"
ADDRESS = f"{CANARY}.Vogel@post.example"
SECRET = f"{CANARY} im Hafenbecken 7"
BIRTHDAY = {"geburtsdatum": "1931-07-13"}
IP = "203.0.113.77"
PLAIN = ("1931-07-13", "13.07.1931", IP, "203-0-113-77", PASSWORD)

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser(city: None) -> Client:
    """Errors become pages, as outside."""
    return Client(raise_request_exception=False, REMOTE_ADDR=IP, headers={"User-Agent": CANARY, "Referer": CANARY})


def assert_silent(log: io.StringIO, *further: str) -> None:
    """Nothing marked was told; and something was told at all."""
    told = log.getvalue()
    assert told.count("\n") > 0
    for word in (CANARY, *PLAIN, *further):
        assert word.lower() not in told.lower(), told[max(0, told.lower().index(word.lower()) - 500) :][:1000]


def test_signing_up_and_in_right_and_wrong(log: io.StringIO, browser: Client, mailoutbox: Outbox) -> None:
    browser.post(SIGN_UP, {"name": f"{CANARY} Vogel", "email": ADDRESS, "password1": "kurz"})
    browser.post(SIGN_UP, {"name": f"{CANARY} Vogel", "email": ADDRESS, "password1": SECRET})
    code = code_in(mailoutbox)
    browser.post(WAITING, {"code": CANARY})
    browser.post(WAITING, {"code": code})
    assert EmailAddress.objects.filter(email__iexact=ADDRESS, verified=True).exists()
    again = Client(raise_request_exception=False, REMOTE_ADDR=IP)
    again.post(SIGN_IN, {"login": ADDRESS, "password": f"{SECRET} falsch"})
    again.post(SIGN_IN, {"login": f"x{ADDRESS}", "password": SECRET})
    assert again.post(SIGN_IN, {"login": ADDRESS, "password": SECRET}).status_code == 302
    again.post("/konto/passwort/vergessen/", {"email": ADDRESS})
    again.get("/suche/", {"q": f"{CANARY} Hundesteuer"})
    again.get("/suche/vorschlaege/", {"q": CANARY})
    assert_silent(log, code)


@pytest.mark.parametrize("example", [example for example in ONE_OF_EACH if example.service == "hund-anmelden"], ids=str)
def test_an_application_with_question_answer_file_and_decision(
    log: io.StringIO, anna: Person, travel_to: Travel, run_tasks: Callable[[], int], example: Any
) -> None:
    travel_to(example.today)
    citizen = Citizen(replace(example, content=_marked(example.content)), anna)
    citizen.find_and_begin()
    citizen.answer_all()
    citizen.submit()
    case = Case.objects.get()
    assert CANARY in json.dumps(case.application.answers)
    clerk = Clerk.responsible_for(example.service)
    clerk.take(case.reference)
    clerk.ask(case.reference, f"{CANARY}: bitte ein Foto.")
    citizen.go(f"/mein/postfach/{case.thread_id}/")
    citizen.open_all_letters()
    citizen.enter("text", f"{CANARY} anbei.")
    citizen.enter("attachments", upload(f"{CANARY}.jpg", paper("jpeg")))
    citizen.press("Antwort senden")
    clerk.go(f"/arbeitsplatz/vorgang/{case.reference}/")
    clerk.follow(f"{CANARY}.jpg")
    clerk.decide(case.reference, example.expect["decision"], f"{CANARY}: geprüft.")
    run_tasks()
    guest = Client()
    guest.post("/status/", {"reference": case.reference, "code": case.application.status_code})
    assert_silent(log, case.application.status_code, anna.email)


def _marked(content: dict[str, Any]) -> dict[str, Any]:
    """The same answers with marks where one writes freely."""
    marked = deepcopy(content)
    marked["answers"] |= {**BIRTHDAY, "name": {"given": CANARY, "family": "Vogel"}}
    for dog in marked["answers"]["hunde"]:
        dog["rufname"] = CANARY
    return marked


def test_an_idea_from_a_guest(log: io.StringIO, city: None, run_tasks: Callable[[], int]) -> None:
    guest = Guest()
    words = {"title": f"{CANARY} am Innenhafen", "body": f"{CANARY} " * 20, "name": CANARY, "email": ADDRESS}
    guest.read("/ideen/neu/")
    for name, value in words.items():
        if guest.offers(name):
            guest.enter(name, value)
    guest.press("Idee senden")
    run_tasks()
    assert_silent(log, ADDRESS)


@pytest.mark.parametrize("mood", ["no such user", "greylisting", "closing", "away"])
def test_mails_that_fail(
    log: io.StringIO, mail_server: MailServer, later: Later, run_tasks: Callable[[], int], mood: str
) -> None:
    mail_server.mood = mood
    if mood == "away":
        mail_server.stop()
    announce(ADDRESS, "status", path=f"/status/{CANARY}/")
    run_tasks()
    later(minutes=2)
    run_tasks()
    assert Mail.objects.exclude(state=Mail.State.SENT).exists()
    assert_silent(log)


@audience(GUEST)
def quoting_the_database(request: HttpRequest, slug: str) -> HttpResponse:
    """Fails as databases do: with the values in what it says."""
    person = Person.objects.create_user(request.POST["email"], request.POST["password"], name=request.POST["name"])
    Person.objects.bulk_create([Person(email=person.email, name=person.name)])
    return HttpResponse()


@audience(GUEST)
def quoting_what_was_typed(request: HttpRequest, slug: str) -> HttpResponse:
    try:
        raise KeyError(request.POST["name"])
    except KeyError as error:
        raise ValueError(f"{request.POST} from {request.META} at {request.get_full_path()}") from error


urlpatterns = [
    path("datenbank/<slug:slug>/", quoting_the_database),
    path("getippt/<slug:slug>/", quoting_what_was_typed),
]
handler500 = server_error
FAILING = {"datenbank": ("IntegrityError", "quoting_the_database"), "getippt": ("KeyError", "quoting_what_was_typed")}


@pytest.mark.parametrize("place", FAILING)
@pytest.mark.django_db(transaction=True)
@override_settings(ROOT_URLCONF=__name__)
def test_a_page_that_fails_with_what_was_typed_in_hand(log: io.StringIO, place: str) -> None:
    answer = _fail(place)
    told = log.getvalue()
    for part in (*FAILING[place], f"/{place}/<slug:slug>/", answer["X-Request-ID"]):
        assert part in told
    assert answer["X-Request-ID"] in answer.content.decode()
    assert CANARY not in answer.content.decode()
    assert_silent(log)


@pytest.mark.django_db(transaction=True)
@override_settings(ROOT_URLCONF=__name__)
def test_ordinary_lines_would_have_told(log: io.StringIO) -> None:
    logging.getLogger().handlers[0].setFormatter(logging.Formatter())
    for place in FAILING:
        _fail(place)
    assert {word for word in (CANARY, ADDRESS, IP) if word in log.getvalue()} == {CANARY, ADDRESS, IP}


def _fail(place: str) -> HttpResponse:
    browser = Client(raise_request_exception=False, REMOTE_ADDR=IP, headers={"User-Agent": CANARY})
    typed = {"name": CANARY, "email": ADDRESS, "password": SECRET}
    answer = browser.post(f"/{place}/{CANARY}/?q={CANARY}", typed)
    assert answer.status_code == 500
    return answer


def test_requests_that_are_refused(log: io.StringIO, browser: Client) -> None:
    browser.get(f"/{CANARY}/gibt/es/nicht/?email={ADDRESS}")
    browser.get("/", headers={"Host": f"{CANARY}.example"})
    Client(enforce_csrf_checks=True).post(SIGN_IN, {"login": ADDRESS, "password": SECRET})
    browser.post("/status/", {f"{CANARY}{number}": "1" for number in range(settings.DATA_UPLOAD_MAX_NUMBER_FIELDS + 1)})
    browser.put(f"/leistungen/{CANARY}/")
    browser.post(
        "/api/v1/services/hund-anmelden/applications", f'{{"answers": {CANARY}', content_type="application/json"
    )
    browser.cookies[settings.SESSION_COOKIE_NAME] = CANARY
    browser.get("/mein/")
    assert_silent(log)


@task()
def fails(address: str) -> None:
    raise ValueError(f"Nobody reaches {address}")


def test_a_task_that_fails(log: io.StringIO, city: None) -> None:
    fails.enqueue(ADDRESS)
    batch_worker().run()
    assert DBTaskResult.objects.get(task_path__endswith="fails").status == "FAILED"
    assert "ValueError" in log.getvalue()
    assert str(DBTaskResult.objects.get(task_path__endswith="fails").pk) in log.getvalue()
    assert_silent(log)


def test_what_upkeep_and_mail_tell(log: io.StringIO, city: None) -> None:
    Mail.objects.create(to=ADDRESS, kind="message")
    call_command("upkeep", stdout=io.StringIO(), stderr=io.StringIO())
    call_command("mail_due", stdout=io.StringIO())
    Client().get("/healthz")
    assert_silent(log)
