"""Whose page may be one that was made for her kind, in front of Django; everybody else is answered by Django."""

import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client, RequestFactory
from django.utils import timezone

from rathaus.entrances.my.frame import kind_of
from rathaus.entrances.my.tests.conftest import write
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.accounts.session_store import SessionStore
from rathaus.foundation.accounts.sessions import STEP
from rathaus.foundation.design.keeper import STRANGER
from rathaus.foundation.inbox.actions import mark_read
from rathaus.foundation.inbox.models import Message
from rathaus.portal.cases.models import Case

pytestmark = pytest.mark.django_db


def kind(browser: Client, **more: str) -> str | None:
    cookies = {name: morsel.value for name, morsel in browser.cookies.items()} | more
    header = "; ".join(f"{name}={value}" for name, value in cookies.items())
    return kind_of(RequestFactory().get("/", HTTP_COOKIE=header).environ)


def holds(browser: Client, **more: Any) -> None:
    """The session of ``browser`` holds this, too."""
    session = browser.session
    session.update(more)
    session.save()


@pytest.fixture
def guest() -> Client:
    browser, store = Client(), SessionStore()
    store["drafts"] = {"hund-anmelden": "1"}
    store.create()
    browser.cookies[settings.SESSION_COOKIE_NAME] = store.session_key
    return browser


def test_who_is_signed_in_is_of_one_kind_with_news_and_of_another_without(
    anna_client: Client, bernd_client: Client, case: Case, anna: Person
) -> None:
    message = write(case.thread, Message.Kind.TEXT, "Ihr Hund ist angemeldet.")
    news, none = kind(anna_client), kind(bernd_client)
    assert len({news, none, None, STRANGER}) == 4
    mark_read(message, by=anna)
    assert kind(anna_client) == none


def test_a_guest_is_like_a_stranger(guest: Client) -> None:
    assert kind(guest) == STRANGER


def test_to_ask_takes_three_statements_and_changes_nothing(
    anna_client: Client, django_assert_num_queries: Callable[[int], Any]
) -> None:
    before = Session.objects.get().session_data
    with django_assert_num_queries(3):
        kind(anna_client)
    assert Session.objects.get().session_data == before


def begun(ago: int, seen: int) -> Mapping[str, int]:
    now = int(time.time())
    return {"clock_begun": now - ago, "clock_seen": now - seen}


def test_a_session_that_was_looked_at_just_now_goes_on(anna_client: Client) -> None:
    holds(anna_client, **begun(60, 10))
    assert kind(anna_client) is not None


@pytest.mark.parametrize(
    "clock",
    [
        pytest.param(begun(settings.SESSION_SECONDS + 1, 1), id="over"),
        pytest.param(begun(settings.SESSION_IDLE_SECONDS + 9, settings.SESSION_IDLE_SECONDS + 1), id="idle too long"),
        pytest.param(begun(STEP + 9, STEP), id="to be noted"),
    ],
)
def test_a_clock_that_is_over_or_is_to_be_noted_is_for_django(anna_client: Client, clock: Mapping[str, int]) -> None:
    holds(anna_client, **clock)
    assert kind(anna_client) is None


@pytest.mark.parametrize("name", ["acting_for", "counter", "_messages"])
def test_whose_frame_says_more_than_that_is_answered_by_django(anna_client: Client, guest: Client, name: str) -> None:
    for browser in (anna_client, guest):
        holds(browser, **{name: "1"})
        assert kind(browser) is None


def test_whoever_is_to_be_told_something_is_answered_by_django(anna_client: Client, guest: Client) -> None:
    for browser in (anna_client, guest, Client()):
        assert kind(browser, **{settings.MESSAGE_COOKIE_NAME: "x"}) is None


def lock(person: Person) -> None:
    Person.objects.filter(pk=person.pk).update(is_active=False)


def change_password(person: Person) -> None:
    person.set_password("ein ganz anderes langes Wort")
    person.save()


def end(person: Person) -> None:
    Session.objects.all().delete()


def expire(person: Person) -> None:
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))


@pytest.mark.parametrize("happens", [lock, change_password, end, expire])
def test_whoever_is_signed_in_no_more_is_answered_by_django(
    anna: Person, anna_client: Client, happens: Callable[[Person], None]
) -> None:
    happens(anna)
    assert kind(anna_client) is None


@pytest.mark.parametrize("key", ["", "a" * 32, "' OR 1=1 --", "ä" * 40])
def test_a_made_up_session_is_for_django(key: str) -> None:
    assert kind(Client(), **{settings.SESSION_COOKIE_NAME: key}) is None
