"""Public pages are answered before Django's middleware; an edit, a session or another language is never missed."""

import gzip
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIRequest
from django.db import OperationalError
from django.http import HttpResponse
from django.middleware.security import SecurityMiddleware
from pytest_django import Settings

from rathaus.foundation.design import keeper as module
from rathaus.foundation.design.keeper import STRANGER, Keeper
from rathaus.foundation.design.kept import FOR_ALL, HEADER, raise_version
from rathaus.foundation.design.tests.inner import Inner, ask, told

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_second_visitor_gets_the_kept_page() -> None:
    inner = Inner()
    keeper = Keeper(inner)
    assert ask(keeper) == ask(keeper)
    assert inner.asked == 1
    assert HEADER not in ask(keeper)[1]


def test_a_page_first_asked_for_by_a_watcher_beside_the_proxy_is_safe_for_all(settings: Settings) -> None:
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.SECURE_HSTS_SECONDS = 60

    def inner(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        answer = SecurityMiddleware(lambda _: HttpResponse(headers={HEADER: FOR_ALL}))(WSGIRequest(environ))
        start_response("200 OK", list(answer.items()))
        return [b"page"]

    assert "Strict-Transport-Security" in ask(Keeper(inner))[1]


def test_a_visitor_with_a_session_a_form_or_a_note_from_the_step_before_gets_her_own() -> None:
    inner = Inner()
    keeper = Keeper(inner)
    ask(keeper, HTTP_COOKIE="sitzung=abc")
    ask(keeper, HTTP_COOKIE="sitzung=abc")
    ask(keeper, method="post")
    ask(keeper, HTTP_COOKIE="hinweis=abc")
    assert inner.asked == 4


@pytest.mark.parametrize("method", ["get", "head", "post", "options", "put", "delete"])
@pytest.mark.parametrize("more", [{}, {"HTTP_COOKIE": "sitzung=abc"}, {"QUERY_STRING": "q=" + 50 * "x"}])
def test_what_the_house_says_to_itself_never_leaves_it(method: str, more: dict[str, str]) -> None:
    keeper = Keeper(Inner())
    for _time in range(2):
        assert HEADER not in ask(keeper, method=method, **more)[1]


@pytest.mark.parametrize(
    "inner", [Inner(("X", "y")), Inner((HEADER, FOR_ALL), ("Set-Cookie", "a=b")), Inner(status="404 No")]
)
def test_what_is_not_public_or_not_well_is_not_kept(inner: Inner) -> None:
    keeper = Keeper(inner)
    ask(keeper), ask(keeper)
    assert inner.asked == 2


def test_each_language_and_each_query_has_its_own_page() -> None:
    inner = Inner()
    keeper = Keeper(inner)
    bodies = {ask(keeper, "/")[2], ask(keeper, "/?ab=H")[2], ask(keeper, "/", HTTP_COOKIE="sprache=en")[2]}
    assert len(bodies) == 3


def test_an_edit_makes_every_page_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "WATCH_SECONDS", 0)
    inner = Inner()
    keeper = Keeper(inner)
    ask(keeper)
    raise_version()
    ask(keeper), ask(keeper)
    assert inner.asked == 2


def test_while_one_waits_for_a_database_that_is_away_the_others_get_what_is_kept(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    keeper = Keeper(Inner())
    page = ask(keeper)
    asked, back = threading.Event(), threading.Event()

    def away() -> int:
        asked.set()
        back.wait(60)
        raise OperationalError

    monkeypatch.setattr(module, "current_version", away)
    monkeypatch.setattr(module, "WATCH_SECONDS", 0)
    waiting = threading.Thread(target=ask, args=(keeper,))
    waiting.start()
    try:
        assert asked.wait(60)
        assert ask(keeper) == page
        assert waiting.is_alive()
    finally:
        back.set()
        waiting.join()
    assert ask(keeper) == page


def test_an_unchanged_page_is_not_sent_twice() -> None:
    keeper = Keeper(Inner())
    etag = ask(keeper)[1]["ETag"]
    status, _, body = ask(keeper, HTTP_IF_NONE_MATCH=etag)
    assert (status, body) == ("304 Not Modified", b"")


def test_a_head_request_gets_the_headers_of_the_page_alone() -> None:
    status, headers, body = ask(Keeper(Inner()), method="head")
    assert (status, body, headers["Content-Length"]) == ("200 OK", b"", "13")


def test_browsers_get_it_compressed() -> None:
    keeper = Keeper(Inner())
    _, headers, body = ask(keeper, HTTP_ACCEPT_ENCODING="gzip")
    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(body) == ask(keeper)[2]


FIRST = {"HTTP_HOST": "testserver", "HTTP_ACCEPT_ENCODING": "gzip, br"}
"""What a browser says on a first visit."""


def test_the_same_words_get_the_same_answer_until_an_edit() -> None:
    inner = Inner()
    keeper = Keeper(inner)
    page = ask(keeper, **FIRST)
    assert [ask(keeper, **FIRST), ask(keeper, **FIRST)] == [page, page]
    assert (len(keeper.heard), keeper.answered, keeper.answered) == (1, 2, 2)
    raise_version()
    keeper.looked_at = 0
    assert ask(keeper, **FIRST) != page
    assert (len(keeper.heard), inner.asked) == (0, 2)


def test_other_words_get_an_answer_of_their_own() -> None:
    keeper = Keeper(Inner())
    ways: list[dict[str, str]] = [
        FIRST,
        FIRST | {"method": "head"},
        FIRST | {"HTTP_ACCEPT_ENCODING": "gzip"},
        FIRST | {"HTTP_ACCEPT_ENCODING": "identity"},
        FIRST | {"HTTP_HOST": "rathaus.example"},
        FIRST | {"path": "/?ab=H"},
        FIRST | {"path": "/leistungen/"},
    ]
    for way in ways:
        ask(keeper, **way)
    first = [ask(keeper, **way) for way in ways]
    assert len(keeper.heard) == len({str(answer) for answer in first}) == len(ways)
    assert [ask(keeper, **way) for way in ways] == first


def test_who_has_the_page_or_a_session_is_not_answered_as_a_first_visitor() -> None:
    inner = Inner()
    keeper = Keeper(inner, told(None))
    etag = ask(keeper, **FIRST)[1]["ETag"]
    ask(keeper, **FIRST), ask(keeper, **FIRST)
    assert ask(keeper, **FIRST, HTTP_IF_NONE_MATCH=etag)[0] == "304 Not Modified"
    ask(keeper, **FIRST, HTTP_COOKIE="sitzung=hers")
    ask(keeper, **FIRST, HTTP_COOKIE="sprache=en")
    assert inner.asked == 3


@pytest.mark.parametrize(
    "words",
    [
        {"HTTP_COOKIE": "sprache=en"},
        {"HTTP_COOKIE": "sitzung=guest"},
        {"HTTP_IF_NONE_MATCH": "anything"},
        {"HTTP_ACCEPT_ENCODING": "gzip, " * 20},
        {},
    ],
)
def test_what_could_be_said_in_a_thousand_ways_is_not_remembered(words: dict[str, str]) -> None:
    keeper = Keeper(Inner(), told(STRANGER))
    for _ in range(3):
        ask(keeper, **(FIRST | words if words else {}))
    assert keeper.heard == {}


def test_what_was_made_before_an_edit_is_not_heard_after_it(monkeypatch: pytest.MonkeyPatch) -> None:
    keeper = Keeper(Inner())
    ask(keeper, **FIRST)
    worth = module._is_worth_hearing

    def edited_meanwhile(*told: Any) -> bool:
        keeper.pages.clear()
        return worth(*told)

    monkeypatch.setattr(module, "_is_worth_hearing", edited_meanwhile)
    ask(keeper, **FIRST)
    assert keeper.heard == {}


def test_no_more_is_kept_than_a_process_can_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PAGES", 3)
    keeper = Keeper(Inner())
    for number in range(5):
        ask(keeper, f"/{number}/", **FIRST), ask(keeper, f"/{number}/", **FIRST)
    assert (len(keeper.pages), len(keeper.shared), len(keeper.heard)) == (3, 3, 3)
