"""What a citizen finds in her area, and nobody else does."""

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from rathaus.entrances.my.case_pages import PER_PAGE
from rathaus.entrances.my.tests.conftest import MakeCase, write
from rathaus.foundation.accounts.actions import rename
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.models import Entry
from rathaus.foundation.inbox.models import Message, Thread
from rathaus.portal.applications.models import Draft
from rathaus.portal.cases.models import Case, Enquiry
from rathaus.portal.cases.workflow import State

PAGES = ["/mein/", "/mein/vorgaenge/", "/mein/postfach/", "/mein/daten/"]


def text_of(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_a_stranger_is_asked_to_sign_in_and_led_back(client: Client, address: str) -> None:
    assert client.get(address).headers["Location"] == f"/konto/anmelden/?next={address}"


@pytest.mark.parametrize("address", PAGES)
def test_a_page_shows_nothing_of_others_and_is_never_stored(
    bernd_client: Client, asked: Enquiry, draft: Draft, address: str
) -> None:
    response = bernd_client.get(address)
    page = response.content.decode()
    assert "Hund anmelden" not in page
    assert asked.case.reference not in page
    assert "no-store" in response.headers["Cache-Control"]
    assert page.count("<h1") == 1


def test_the_overview_says_first_what_she_must_do(anna_client: Client, asked: Enquiry, draft: Draft) -> None:
    page = text_of(anna_client, "/mein/")
    assert page.index("Wir brauchen noch etwas von Ihnen") < page.index("Laufende Vorgänge")
    assert "noch 9 Tage" in page
    assert f"/mein/postfach/{asked.message.thread_id}/" in page
    assert "/antrag/hund-anmelden/" in page
    assert "Bruno" not in page


def test_the_overview_of_a_new_account_says_what_comes_here(anna_client: Client) -> None:
    page = text_of(anna_client, "/mein/")
    assert "Guten Tag, Anna Kowalski" in page
    assert "Gerade läuft nichts." in page


def test_an_answered_question_asks_no_more(anna_client: Client, asked: Enquiry) -> None:
    Enquiry.objects.update(answered_at=asked.asked_at)
    assert "Wir brauchen noch etwas" not in text_of(anna_client, "/mein/")


def test_the_number_of_new_messages_stands_on_every_page(anna_client: Client, case: Case) -> None:
    for _ in range(3):
        write(case.thread, Message.Kind.TEXT, "Guten Tag")
    for address in PAGES:
        assert '<span class="count">3' in text_of(anna_client, address)


def test_finished_cases_leave_the_overview_and_stay_in_the_list(anna_client: Client, make_case: MakeCase) -> None:
    done = make_case(State.DECIDED)
    assert done.get_absolute_url() not in text_of(anna_client, "/mein/")
    page = text_of(anna_client, "/mein/vorgaenge/")
    assert done.get_absolute_url() in page
    assert "Abgeschlossen" in page


def test_cases_page_by_key_and_each_comes_once(anna_client: Client, make_case: MakeCase) -> None:
    made = [make_case().reference for _ in range(PER_PAGE + 3)]
    first = text_of(anna_client, "/mein/vorgaenge/")
    second = text_of(anna_client, f"/mein/vorgaenge/?nach={made[3]}")
    shown = [[reference for reference in made if f"/mein/vorgaenge/{reference}/" in page] for page in (first, second)]
    assert shown == [made[3:], made[:3]]
    assert f"?nach={made[3]}" in first
    assert "Ältere anzeigen" not in second


def test_threads_page_by_key_and_each_comes_once(anna_client: Client, make_case: MakeCase) -> None:
    made = [make_case().thread for _ in range(PER_PAGE + 3)]
    first = text_of(anna_client, "/mein/postfach/")
    second = text_of(anna_client, f"/mein/postfach/?nach={made[3].id}")
    shown = [[thread for thread in made if str(thread.id) in page] for page in (first, second)]
    assert shown == [made[3:], made[:3]]


@pytest.mark.parametrize("key", ["x", "00000000-0000-0000-0000-000000000000", "\x00", "1" * 5000])
@pytest.mark.parametrize("address", ["/mein/vorgaenge/", "/mein/postfach/"])
def test_a_made_up_key_is_not_found(anna_client: Client, address: str, key: str) -> None:
    assert anna_client.get(address, {"nach": key}).status_code == 404


def test_a_page_does_not_go_on_after_a_strangers_thread(bernd_client: Client, case: Case) -> None:
    assert bernd_client.get("/mein/postfach/", {"nach": str(case.thread_id)}).status_code == 404


def test_the_inbox_is_searched_by_subject(anna_client: Client, case: Case) -> None:
    assert str(case.thread_id) in text_of(anna_client, "/mein/postfach/?q=hund")
    page = text_of(anna_client, "/mein/postfach/?q=<script>alert(1)</script>")
    assert str(case.thread_id) not in page
    assert "<script>alert" not in page


def test_she_changes_her_name(anna_client: Client, anna: Person) -> None:
    assert anna_client.post("/mein/daten/", {"name": " Anna \u202eNowak\n"}).headers["Location"] == "/mein/daten/"
    anna.refresh_from_db()
    assert anna.name == "Anna Nowak"
    assert Entry.objects.filter(verb="person.renamed", subject=f"person:{anna.pk}").exists()


def test_a_name_too_long_is_refused_and_kept_in_the_field(anna_client: Client, anna: Person) -> None:
    response = anna_client.post("/mein/daten/", {"name": "A" * 121})
    assert response.status_code == 422
    assert "A" * 121 in response.content.decode()
    anna.refresh_from_db()
    assert anna.name == "Anna Kowalski"


def test_nobody_renames_someone_else(anna: Person) -> None:
    with pytest.raises(PermissionDenied):
        rename(anna, "Otto", by=Person.objects.create_user("bernd@rathaus.example"))


def test_more_fields_than_the_form_has_change_nothing_else(anna_client: Client, anna: Person) -> None:
    fields = {"name": "Anna", "email": "x@y.example", "is_administrator": "on", "is_editor": "on", "is_active": ""}
    anna_client.post("/mein/daten/", fields)
    anna.refresh_from_db()
    assert (anna.email, anna.is_administrator, anna.is_editor, anna.is_active) == (
        "anna@rathaus.example",
        False,
        False,
        True,
    )


@pytest.mark.parametrize("address", PAGES)
def test_pages_take_few_queries_however_much_there_is(
    anna_client: Client, make_case: MakeCase, asked: Enquiry, address: str, django_assert_max_num_queries: object
) -> None:
    for _ in range(PER_PAGE + 3):
        write(make_case().thread, Message.Kind.TEXT, "Guten Tag")
    with django_assert_max_num_queries(9):
        anna_client.get(address)


def test_a_thread_takes_as_many_queries_for_many_messages_as_for_few(
    anna_client: Client, case: Case, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for _ in range(30):
        write(case.thread, Message.Kind.TEXT, "Guten Tag")
    Message.objects.update(read_at=case.opened_at)
    with django_assert_num_queries(9):
        anna_client.get(f"/mein/postfach/{case.thread_id}/")
    assert Thread.objects.count() == 1
