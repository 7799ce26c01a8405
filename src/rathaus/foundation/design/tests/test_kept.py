"""Public pages are answered before Django's middleware; an edit, a session or another language is never missed."""

import gzip
import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.db import OperationalError
from django.test import RequestFactory

from rathaus.foundation.design import kept
from rathaus.foundation.design.kept import HEADER, Keeper, raise_version

pytestmark = pytest.mark.django_db(transaction=True)


class Inner:
    """Stands for Django: counts how often it was asked."""

    def __init__(self, *headers: tuple[str, str], status: str = "200 OK") -> None:
        self.asked, self.status = 0, status
        self.headers = [("Content-Type", "text/html"), *(headers or ((HEADER, "1"),))]

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


def test_a_visitor_with_a_session_a_form_or_a_note_from_the_step_before_gets_her_own() -> None:
    inner = Inner()
    keeper = Keeper(inner)
    ask(keeper, HTTP_COOKIE="sitzung=abc")
    ask(keeper, HTTP_COOKIE="sitzung=abc")
    ask(keeper, method="post")
    ask(keeper, HTTP_COOKIE="hinweis=abc")
    assert inner.asked == 4


@pytest.mark.parametrize(
    "inner", [Inner(("X", "y")), Inner((HEADER, "1"), ("Set-Cookie", "a=b")), Inner(status="404 No")]
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
    monkeypatch.setattr(kept, "WATCH_SECONDS", 0)
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

    monkeypatch.setattr(kept, "current_version", away)
    monkeypatch.setattr(kept, "WATCH_SECONDS", 0)
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
