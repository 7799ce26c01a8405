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
from django.test import RequestFactory
from pytest_django import Settings

from rathaus.foundation.design import keeper as module
from rathaus.foundation.design.keeper import STRANGER, Keeper
from rathaus.foundation.design.kept import FOR_ALL, FOR_STRANGERS, HEADER, KIND, raise_version

pytestmark = pytest.mark.django_db(transaction=True)


class Inner:
    """Stands for Django: counts how often it was asked."""

    def __init__(self, *headers: tuple[str, str], status: str = "200 OK") -> None:
        self.asked, self.status = 0, status
        self.headers = [("Content-Type", "text/html"), *(headers or ((HEADER, FOR_ALL),))]

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        self.asked += 1
        start_response(self.status, list(self.headers))
        return [f"page {self.asked} in {environ['REQUEST_METHOD']}".encode()]


def ask(keeper: Keeper, path: str = "/", method: str = "get", **extra: str) -> tuple[str, dict[str, str], bytes]:
    environ = getattr(RequestFactory(), method)(path, **extra).environ
    answer: list[Any] = []
    body = b"".join(keeper(environ, lambda status, headers, exc=None: answer.extend([status, headers])))
    return answer[0], dict(answer[1]), body


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


# --- visitors with a session

HERS = "sitzung=hers; sprache=en; anderes=x"
"""What a browser sends of her."""


class Django(Inner):
    """Notes what it was asked."""

    def __init__(self, *headers: tuple[str, str], status: str = "200 OK") -> None:
        super().__init__(*headers, status=status)
        self.environs: list[dict[str, Any]] = []

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        self.environs.append(environ)
        return super().__call__(environ, start_response)


def told(kind: str | None) -> Callable[[dict[str, Any]], str | None]:
    return lambda environ: kind


def test_each_kind_has_a_page_that_is_made_once_and_without_a_visitor() -> None:
    inner = Django()
    keeper = Keeper(inner, lambda environ: environ["HTTP_COOKIE"].partition("sitzung=")[2])
    bodies = [
        ask(keeper, HTTP_COOKIE=cookie)[2] for cookie in ("", "sitzung=news", "x=1; sitzung=news", "sitzung=none")
    ]
    assert bodies[1] == bodies[2]
    assert len(set(bodies)) == inner.asked == 3
    assert [(asked["HTTP_COOKIE"], asked.get(KIND)) for asked in inner.environs] == [
        ("", None),
        ("", "news"),
        ("", "none"),
    ]


def test_a_guest_gets_the_page_of_strangers() -> None:
    inner = Django()
    keeper = Keeper(inner, told(STRANGER))
    page = ask(keeper)
    assert ask(keeper, HTTP_COOKIE="sitzung=guest") == page
    raise_version()
    keeper.looked_at = 0
    ask(keeper, HTTP_COOKIE="sitzung=guest")
    assert (inner.asked, inner.environs[-1]["HTTP_COOKIE"]) == (2, "")
    assert ask(keeper)[1]["Cache-Control"] == "no-cache"
    assert inner.asked == 2


def test_her_language_is_the_one_thing_that_is_handed_on() -> None:
    inner = Django()
    keeper = Keeper(inner, told("news"))
    ask(keeper, HTTP_COOKIE="sprache=en")
    ask(keeper, HTTP_COOKIE=HERS)
    assert inner.environs[-1]["HTTP_COOKIE"] == "sprache=en"


def test_no_browser_keeps_the_page_of_somebody_signed_in() -> None:
    keeper = Keeper(Django(), told("news"))
    etag = ask(keeper)[1]["ETag"]
    status, headers, _body = ask(keeper, HTTP_COOKIE="sitzung=hers", HTTP_IF_NONE_MATCH=etag)
    assert status == "200 OK"
    assert "no-store" in headers["Cache-Control"]
    assert "ETag" not in headers


def test_whoever_is_of_no_kind_is_answered_by_django_as_herself() -> None:
    inner = Django()
    keeper = Keeper(inner, told(None))
    ask(keeper)
    for _ in range(2):
        _status, headers, _body = ask(keeper, HTTP_COOKIE=HERS)
        assert HEADER not in headers
        assert (inner.environs[-1]["HTTP_COOKIE"], KIND in inner.environs[-1]) == (HERS, False)
    assert inner.asked == 3


def test_nobody_is_told_apart_where_nothing_is_shared() -> None:
    asked: list[str] = []
    keeper = Keeper(Django(("Cache-Control", "private")), lambda environ: asked.append("kind"))
    ask(keeper, "/mein/", HTTP_COOKIE=HERS)
    ask(keeper, "/mein/", HTTP_COOKIE=HERS)
    assert asked == []


def test_it_is_enough_that_somebody_signed_in_was_there_first() -> None:
    inner = Django()
    keeper = Keeper(inner, told("news"))
    for _ in range(3):
        ask(keeper, HTTP_COOKIE=HERS)
    assert [KIND in asked for asked in inner.environs] == [False, True]


def test_what_is_kept_for_strangers_alone_is_made_for_everybody_else() -> None:
    inner = Django((HEADER, FOR_STRANGERS))
    keeper = Keeper(inner, told("news"))
    ask(keeper), ask(keeper)
    ask(keeper, HTTP_COOKIE=HERS), ask(keeper, HTTP_COOKIE=HERS)
    assert [asked["HTTP_COOKIE"] for asked in inner.environs] == ["", HERS, HERS]


@pytest.mark.parametrize("header", [("X", "y"), (HEADER, FOR_STRANGERS)])
def test_what_is_shared_no_more_is_answered_by_django_from_then_on(header: tuple[str, str]) -> None:
    inner = Django()
    keeper = Keeper(inner, told("news"))
    ask(keeper)
    inner.headers = [header]
    ask(keeper, HTTP_COOKIE="sitzung=hers"), ask(keeper, HTTP_COOKIE="sitzung=hers")
    # Asked for the kind once, and for her twice.
    assert [asked["HTTP_COOKIE"] for asked in inner.environs] == ["", "", "sitzung=hers", "sitzung=hers"]


def away(environ: dict[str, Any]) -> str | None:
    raise OperationalError


def test_while_the_database_is_away_everybody_gets_the_page_of_strangers_if_it_is_kept() -> None:
    inner = Django()
    keeper = Keeper(inner, away)
    page = ask(keeper)
    assert ask(keeper, HTTP_COOKIE="sitzung=hers") == page
    assert inner.asked == 1


def test_while_the_database_is_away_django_says_so_where_nothing_is_kept() -> None:
    inner = Django()
    keeper = Keeper(inner, away)
    ask(keeper)
    keeper.pages.clear()
    ask(keeper, HTTP_COOKIE=HERS)
    assert inner.environs[-1]["HTTP_COOKIE"] == HERS
