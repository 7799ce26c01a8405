"""Who looked, what she agreed to, what is to be put right."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from rathaus.foundation.accounts.models import Person
from rathaus.foundation.offices.models import Membership
from rathaus.portal.applications.actions.publishing import publish_content
from rathaus.portal.cases import actions
from rathaus.portal.cases.models import Case
from rathaus.portal.cases.tests.town import *  # noqa: F403
from rathaus.portal.cases.tests.town import CONTENT, Apply, a_pdf, signed_in
from rathaus.portal.catalogue.models import Service

pytestmark = pytest.mark.django_db
CONSENT = {"id": "foto-zeigen", "type": "consent", "label": "Foto zeigen", "text": "Sie dürfen das Foto zeigen."}


def looks_at(person: Person, case: Case) -> None:
    assert signed_in(person).get(case.desk_url).status_code == 200


def test_she_sees_who_looked_when_and_in_which_role(anna: Person, clara: Person, doris: Person, apply: Apply) -> None:
    case = apply(anna, foto=a_pdf())
    looks_at(clara, case)
    looks_at(doris, case)
    file = case.application.uploads.get().file_id
    signed_in(clara).get(f"{case.desk_url}datei/{file}/")
    actions.take(case, by=clara)
    page = signed_in(anna).get(f"/mein/daten/einsicht/{case.reference}/").content.decode()
    assert page.index("bearbeitet") < page.index("eine Datei geöffnet") < page.index("Doris Brandt")
    assert "Amt für Steuern, Leitung" in page
    assert page.count("Clara Weiß") == 3
    assert "Anna Kowalski" not in page[page.index("data-looks") : page.index("</ol>", page.index("data-looks"))]


def test_to_whom_reads_english_her_answers_are_said_to_be_german(anna: Person, case: Case) -> None:
    browser = signed_in(anna)
    browser.cookies["sprache"] = "en"
    page = browser.get("/mein/daten/einzeln/vorgaenge/").content.decode()
    _before, german = page.split('<dd lang="de">')
    assert "Anna Kowalski" in german


def test_the_role_is_that_of_then_not_of_today(anna: Person, clara: Person, case: Case) -> None:
    looks_at(clara, case)
    Membership.objects.filter(person=clara).update(role=Membership.Role.HEAD)
    page = signed_in(anna).get(f"/mein/daten/einsicht/{case.reference}/").content.decode()
    assert "Leitung" not in page[page.index("data-looks") :]
    clara.delete()
    page = signed_in(anna).get(f"/mein/daten/einsicht/{case.reference}/").content.decode()
    assert "jemand, der hier nicht mehr arbeitet" in page
    assert "Amt für Steuern" in page


def test_her_own_looks_and_those_at_other_cases_are_not_shown(
    anna: Person, clara: Person, bernd: Person, apply: Apply
) -> None:
    mine, other = apply(anna), apply(bernd)
    signed_in(anna).get(mine.get_absolute_url())
    looks_at(clara, other)
    assert "Noch niemand" in signed_in(anna).get(f"/mein/daten/einsicht/{mine.reference}/").content.decode()
    assert signed_in(anna).get(f"/mein/daten/einsicht/{other.reference}/").status_code == 404
    assert other.reference not in signed_in(anna).get("/mein/daten/einsicht/").content.decode()


def test_looks_page_by_key_with_few_queries(
    anna: Person, clara: Person, case: Case, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    desk, browser = signed_in(clara), signed_in(anna)
    for _ in range(53):
        desk.get(case.desk_url)
    address = f"/mein/daten/einsicht/{case.reference}/"
    browser.get(address)
    with django_assert_max_num_queries(9):
        first = browser.get(address)
    assert first.content.decode().count("<li><strong>") == 50
    nach = first.content.decode().split("nach=")[1].split('"')[0]
    second = browser.get(f"{address}?nach={nach}")
    assert second.content.decode().count("<li><strong>") == 3


@pytest.fixture
def agreed(service: Service, apply: Apply, anna: Person) -> Case:
    step = CONTENT["steps"][0]
    questions = [*step["questions"], CONSENT | {"required": False}]
    publish_content(service, CONTENT | {"steps": [step | {"questions": questions}]})
    return apply(anna, **{"foto-zeigen": True})


def test_consents_stand_there_in_the_words_of_their_day(agreed: Case, service: Service, anna: Person) -> None:
    publish_content(service, CONTENT | {"confirm": "Ein neuer Wortlaut."})
    page = signed_in(anna).get("/mein/daten/einwilligungen/").content.decode()
    assert "Sie dürfen das Foto zeigen." in page
    assert "Ich versichere, dass alles stimmt." in page
    assert "Ein neuer Wortlaut." not in page


def test_a_consent_is_taken_back_once_and_the_office_reads_it(agreed: Case, anna: Person, clara: Person) -> None:
    browser = signed_in(anna)
    address = f"/mein/daten/einwilligungen/{agreed.reference}/foto-zeigen/"
    assert "Ab dann darf die Stadt nicht mehr" in browser.get(address).content.decode()
    once = browser.get(address).context["form"]["once"].value()
    for _ in range(2):
        browser.post(address, {"once": str(once)})
    page = browser.get("/mein/daten/einwilligungen/").content.decode()
    assert "widerrufen am" in page
    assert address not in page
    desk = signed_in(clara).get(agreed.desk_url).content.decode()
    assert desk.count("Ich widerrufe meine Einwilligung „Foto zeigen“.") == 1


def test_nobody_takes_back_what_is_not_there_or_not_hers(agreed: Case, anna: Person, bernd: Person) -> None:
    address = f"/mein/daten/einwilligungen/{agreed.reference}"
    assert signed_in(anna).get(f"{address}/name/").status_code == 404
    assert signed_in(bernd).get(f"{address}/foto-zeigen/").status_code == 404
    assert signed_in(bernd).post(f"{address}/foto-zeigen/", {"once": "x"}).status_code == 404


def test_a_correction_of_what_was_sent_goes_into_the_thread(case: Case, anna: Person, clara: Person) -> None:
    browser, address = signed_in(anna), f"/mein/daten/berichtigen/{case.reference}/"
    empty = browser.post(address, {"text": "", "once": "a"})
    assert empty.status_code == 422
    sent = browser.post(address, {"text": "Ich wohne in Nummer 21.", "once": "a"})
    assert sent["Location"] == f"/mein/postfach/{case.thread_id}/"
    desk = signed_in(clara).get(case.desk_url).content.decode()
    assert "Antrag auf Berichtigung:" in desk
    assert "Ich wohne in Nummer 21." in desk


def test_for_others_there_is_no_such_case(case: Case, bernd: Person) -> None:
    assert signed_in(bernd).get(f"/mein/daten/berichtigen/{case.reference}/").status_code == 404
    assert Client().get(f"/mein/daten/berichtigen/{case.reference}/").status_code == 302
