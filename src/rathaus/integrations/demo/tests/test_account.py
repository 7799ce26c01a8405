"""What the demo shows of the citizen account."""

import re

import pytest
from django.core.management import call_command
from django.test import Client

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.foundation.inbox.models import Message, Thread
from rathaus.integrations.demo.account import CHILD, CLUB, LIBRARY, play_account
from rathaus.integrations.demo.actions import seat_all
from rathaus.portal.applications.models import Application


@pytest.fixture(autouse=True)
def _played(city: None) -> None:
    call_command("demo", verbosity=0)


def signed_in(first: str) -> Client:
    browser = Client()
    browser.post("/demo/anmelden/", {"first": first})
    return browser


def shown(browser: Client, path: str) -> str:
    answer = browser.get(path)
    assert answer.status_code == 200, path
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def acting_for(browser: Client, name: str) -> Client:
    browser.post("/mein/vertretung/wechseln/", {"for": Person.objects.get(name=name).pk})
    assert f"Sie handeln für {name}" in shown(browser, "/mein/")
    return browser


def test_bernd_acts_for_anna_his_child_and_his_club() -> None:
    page = shown(signed_in("bernd"), "/mein/vertretung/")
    assert all(name in page for name in ("Anna Kowalski", CHILD, CLUB))
    cases = shown(acting_for(signed_in("bernd"), "Anna Kowalski"), "/mein/vorgaenge/")
    assert "Hund anmelden" in cases
    assert "Meldebescheinigung" not in cases


def test_emil_is_a_member_of_the_club() -> None:
    acting_for(signed_in("emil"), CLUB)


def test_the_clerk_sees_who_sent_an_application_for_whom() -> None:
    sent = Application.objects.get(sent_by__isnull=False)
    page = shown(signed_in("clara"), f"/arbeitsplatz/vorgang/{sent.reference}/")
    assert "gesendet von Bernd Schäfer für Anna Kowalski" in page
    assert "bestätigt durch: BundID" in page


def test_the_clerk_sees_that_mails_do_not_arrive() -> None:
    thread = Thread.objects.get(messages__kind=Message.Kind.QUESTION, reference__in=_of("Elena Dimitrova"))
    assert "Unsere E-Mails kommen nicht an" in shown(signed_in("clara"), f"/arbeitsplatz/vorgang/{thread.reference}/")


def test_anna_has_locked_facts_and_facts_of_her_own() -> None:
    page = shown(signed_in("anna"), "/mein/profil/")
    assert "Gesperrt: BundID" in page
    assert "Von Ihnen, seit" in page


def test_anna_has_one_notice_opened_one_waiting_and_one_put_away() -> None:
    notices = Message.objects.filter(kind=Message.Kind.NOTICE, thread__person__email="anna@rathaus.example")
    at_hand = notices.filter(thread__archived_at=None)
    assert sorted(notice.is_closed for notice in at_hand) == [False, True]
    assert notices.filter(read_at__isnull=False).exclude(thread__archived_at=None).count() == 1
    page = signed_in("anna")
    assert "Meldebescheinigung: Ein Bescheid liegt für Sie bereit" in shown(page, "/mein/")
    assert "Meldebescheinigung" in shown(page, "/mein/postfach/archiv/")


def test_anna_sees_who_looked_and_which_service_knows_her() -> None:
    anna = signed_in("anna")
    seen = Entry.objects.filter(verb="case.viewed").values_list("subject", flat=True)
    assert len(seen) == 2
    for subject in seen:
        page = shown(anna, f"/mein/daten/einsicht/{subject.removeprefix('case:')}/")
        assert re.search(r"Clara Weiß Amt für Rechnungswesen und Steuern, Sachbearbeitung .* Uhr: angesehen", page)
    assert LIBRARY in shown(anna, "/mein/verbundene-dienste/")


def test_played_again_nothing_changes() -> None:
    lines = Entry.objects.count()
    assert not play_account(seat_all())
    call_command("demo", verbosity=0)
    assert Entry.objects.count() == lines


def _of(applicant: str) -> list[str]:
    return [one.reference for one in Application.objects.filter(person=None) if _name(one) == applicant]


def _name(application: Application) -> str:
    name = application.answers["name"]
    return f"{name['given']} {name['family']}"
