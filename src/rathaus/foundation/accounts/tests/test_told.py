"""What a step told is shown once on the next page, and costs the session nothing."""

from http.cookies import SimpleCookie

import pytest
from django.conf import settings
from django.contrib import messages
from django.contrib.messages.storage.base import Message
from django.contrib.sessions.backends.signed_cookies import SessionStore
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from rathaus.foundation.accounts.told import Told

TEXT = "Ihre Idee hat die Nummer 17."


def visit(cookies: SimpleCookie | None = None) -> HttpRequest:
    request = RequestFactory().get("/")
    request.session = SessionStore()
    request.COOKIES = {name: morsel.value for name, morsel in (cookies or {}).items()}
    return request


def told(*texts: str) -> tuple[SimpleCookie, HttpRequest]:
    """The cookies after a step that told ``texts``, and its request."""
    request, response = visit(), HttpResponse()
    storage = Told(request)
    for text in texts:
        storage.add(messages.SUCCESS, text)
    storage.update(response)
    return response.cookies, request


def read(cookies: SimpleCookie) -> tuple[list[Message], SimpleCookie]:
    """What the next page shows, and the cookies it sets."""
    storage, response = Told(visit(cookies)), HttpResponse()
    shown = list(storage)
    storage.update(response)
    return shown, response.cookies


def test_it_is_shown_once_and_then_gone() -> None:
    shown, after = read(told(TEXT)[0])
    assert [(one.level, one.message) for one in shown] == [(messages.SUCCESS, TEXT)]
    assert after[settings.MESSAGE_COOKIE_NAME]["max-age"] == 0


def test_the_session_is_left_alone() -> None:
    assert not told(TEXT)[1].session.modified


def test_a_page_with_nothing_to_tell_sets_no_cookie() -> None:
    assert read(SimpleCookie()) == ([], {})


def test_nobody_can_read_it_on_the_way() -> None:
    value = told(TEXT)[0][settings.MESSAGE_COOKIE_NAME].value
    assert told(TEXT)[0][settings.MESSAGE_COOKIE_NAME].value != value
    assert "Nummer" not in value


@pytest.mark.parametrize("value", ["", "x", "ä", "AAAA", "W10:1abc:signed", "A" * 3000])
def test_what_somebody_made_up_is_not_shown(value: str) -> None:
    cookies = SimpleCookie({settings.MESSAGE_COOKIE_NAME: value})
    assert read(cookies)[0] == []


def test_what_was_changed_is_not_shown() -> None:
    cookies, _ = told(TEXT)
    value = cookies[settings.MESSAGE_COOKIE_NAME].value
    cookies[settings.MESSAGE_COOKIE_NAME] = value[:20] + ("A" if value[20] != "A" else "B") + value[21:]
    assert read(cookies)[0] == []


def test_what_is_too_long_for_a_cookie_goes_with_the_session() -> None:
    texts = [f"{number}: {'x' * 800}" for number in range(4)]
    cookies, request = told(*texts)
    assert len(cookies[settings.MESSAGE_COOKIE_NAME].value) < 2100
    later = visit(cookies)
    later.session = request.session
    assert sorted(one.message for one in Told(later)) == texts
