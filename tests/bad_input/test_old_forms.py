"""What was written into a page that has grown old is not lost: signed in or out meanwhile, in another tab."""

import re
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from rathaus.foundation.accounts.models import Person
from rathaus.participation.ideas.models import Comment, Idea
from rathaus.participation.ideas.tests.guest import TYPED, opened
from rathaus.participation.ideas.tests.sent import sent
from rathaus.portal.cases.models import Case

pytestmark = pytest.mark.django_db
NEW = "/ideen/neu/"
WORDS = "Der Hund heißt <Bruno> & bellt"
SHOWN = "Der Hund heißt &lt;Bruno&gt; &amp; bellt"
ELSEWHERE = {"Origin": "https://elsewhere.example"}


@pytest.fixture
def browser() -> Client:
    return Client(enforce_csrf_checks=True)


@pytest.fixture
def idea(city: None) -> Idea:
    return sent()


def come_in(browser: Client, person: Person) -> None:
    """In another tab. Every coming in makes a new token, so that pages from before hold an old one."""
    browser.force_login(person)
    browser.cookies.pop(settings.CSRF_COOKIE_NAME, None)


def from_page(address: str) -> dict[str, str]:
    return {"Referer": f"http://testserver{address}"}


def typed_into(page: str, name: str) -> str:
    """What a field for text holds, in a form that can be sent."""
    found = re.search(f'<textarea name="{name}"[^>]*>(.*?)</textarea>', page, re.DOTALL)
    assert found, page
    assert "hidden" not in found[0]
    return found[1].strip()


def held_in(page: str) -> dict[str, str]:
    """What the button of a page that holds something sends once more."""
    fields = dict(re.findall(r'<textarea name="(\w+)" hidden>\n(.*?)</textarea>', page, re.DOTALL))
    return fields | dict(re.findall(r'<input type="hidden" name="(_\w+)" value="([^"]*)"', page))


def sent_signed_out(browser: Client, person: Person, address: str, field: str = "text") -> str:
    """She opens the form, her session ends, she sends it: the page that follows."""
    come_in(browser, person)
    fields = opened(browser, address)
    del browser.cookies[settings.SESSION_COOKIE_NAME]
    answer = browser.post(address, fields | {field: WORDS}, headers=from_page(address))
    assert answer.status_code == 403
    assert "no-store" in answer.headers["Cache-Control"]
    return answer.content.decode()


def page_of(answer: Any) -> str:
    assert answer.status_code == 403
    assert "no-store" in answer.headers["Cache-Control"]
    page: str = answer.content.decode()
    return page


def test_an_idea_comes_back_as_typed_when_its_author_has_signed_in_meanwhile(browser: Client, anna: Person) -> None:
    fields = opened(browser, NEW)
    come_in(browser, anna)
    page = page_of(browser.post(NEW, fields | TYPED, headers=from_page(NEW)))
    assert "zu lange offen" in page
    assert TYPED["title"] in page
    assert typed_into(page, "text") == TYPED["text"]
    assert re.search(r'value="infrastruktur"[^>]*checked', page)
    assert not Idea.objects.exists()
    assert browser.post(NEW, opened(browser, NEW) | TYPED).status_code == 302
    assert Idea.objects.get().text == TYPED["text"]


def test_a_note_comes_back_as_typed_after_signing_in_again(browser: Client, case: Case, clara: Person) -> None:
    note = f"{case.desk_url}notiz/"
    page = sent_signed_out(browser, clara, note)
    assert "Sie sind abgemeldet" in page
    assert SHOWN in page
    assert f'href="/konto/anmelden/?next={note}"' in page
    still_out = page_of(browser.post(note, held_in(page) | {"text": WORDS}, headers=from_page(note)))
    assert "Sie sind abgemeldet" in still_out
    come_in(browser, clara)
    back = page_of(browser.post(note, held_in(still_out) | {"text": WORDS}, headers=from_page(note)))
    assert typed_into(back, "text") == SHOWN
    assert not case.notes.exists()
    browser.post(note, opened(browser, note) | {"text": WORDS})
    assert case.notes.get().text == WORDS


def test_a_comment_is_held_until_its_author_is_back(browser: Client, idea: Idea, anna: Person) -> None:
    address = f"/ideen/{idea.number}/kommentar/"
    page = sent_signed_out(browser, anna, address)
    come_in(browser, anna)
    back = page_of(browser.post(address, held_in(page) | {"text": WORDS}))
    assert typed_into(back, "text") == SHOWN
    assert not Comment.objects.exists()


def test_whoever_may_not_open_the_form_sees_the_text_that_was_sent_and_nothing_else(
    browser: Client, case: Case, clara: Person, anna: Person
) -> None:
    note = f"{case.desk_url}notiz/"
    page = sent_signed_out(browser, clara, note)
    come_in(browser, anna)
    back = page_of(browser.post(note, held_in(page) | {"text": WORDS}))
    assert SHOWN in back
    assert f'href="{note}"' in back
    assert "Anna Kowalski, " not in back
    assert not case.notes.exists()


def test_nothing_of_it_is_kept_for_whoever_comes_next(
    browser: Client, case: Case, clara: Person, doris: Person
) -> None:
    note = f"{case.desk_url}notiz/"
    sent_signed_out(browser, clara, note)
    come_in(browser, doris)
    assert "Bruno" not in browser.get(note).content.decode()
    assert "Bruno" not in str(dict(browser.session))


def test_where_no_form_can_be_shown_the_text_can_be_copied(browser: Client, idea: Idea, anna: Person) -> None:
    place, stood = f"/ideen/{idea.number}/unterstuetzen/", f"/ideen/{idea.number}/"
    come_in(browser, anna)
    page = page_of(browser.post(place, {"text": WORDS}, headers=from_page(stood)))
    assert re.search(rf"<textarea[^>]*readonly>\n{re.escape(SHOWN)}</textarea>", page)
    assert f'href="{stood}"' in page


def test_no_password_and_nothing_hidden_is_shown_again(
    browser: Client, anna: Person, case: Case, clara: Person
) -> None:
    signing_in = {"login": "anna@rathaus.example", "password": "drei Möwen am Hafen"}
    page = page_of(browser.post("/konto/anmelden/", signing_in))
    assert 'value="anna@rathaus.example"' in page
    assert "Möwen" not in page
    come_in(browser, clara)
    back = page_of(browser.post(f"{case.desk_url}notiz/", {"text": WORDS, "revision": "77777"}))
    assert "77777" not in back


def test_what_another_site_sends_is_not_shown(browser: Client, anna: Person) -> None:
    come_in(browser, anna)
    for address in (NEW, "/mein/daten/"):
        page = page_of_other(browser, address)
        assert "Gewinnen" not in page


def page_of_other(browser: Client, address: str) -> str:
    answer = browser.post(address, TYPED | {"text": "Gewinnen Sie ein Auto"}, headers=ELSEWHERE)
    assert answer.status_code == 403
    page: str = answer.content.decode()
    return page


@pytest.mark.parametrize("back", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)"])
def test_the_way_back_stays_in_the_house(browser: Client, anna: Person, back: str) -> None:
    page = page_of(browser.post("/mein/daten/", {"text": WORDS, "_back": back}))
    assert "elsewhere" not in page
    assert "alert(1)" not in page


def test_what_is_the_same_for_everyone_shows_nothing_that_somebody_typed(browser: Client, anna: Person) -> None:
    come_in(browser, anna)
    page = page_of(browser.post("/suche/?q=hund", {"q": WORDS}))
    assert "readonly" in page
    assert "Bruno" not in browser.get("/suche/?q=hund").content.decode()


def test_a_button_pressed_signed_out_leads_back_to_its_page(client: Client, idea: Idea) -> None:
    stood = f"/ideen/{idea.number}/"
    answer = client.post(f"{stood}unterstuetzen/", headers=from_page(stood))
    assert answer.headers["Location"] == f"/konto/anmelden/?next={stood}"
    assert client.post(f"{stood}unterstuetzen/").headers["Location"] == "/konto/anmelden/"
