"""Keeps whole public pages and answers them before Django's middleware runs.

A view says with ``@kept`` that its page is the same for everybody but for the frame: whoever is signed in gets what
was drawn once (``framed``) with a frame of her own. ``Keeper`` wraps the WSGI application; ``raise_version`` after an
edit makes every process forget what it kept, within a second.
"""

import gzip
import hashlib
import itertools
import random
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Container, Iterable
from dataclasses import dataclass
from functools import wraps
from http.cookies import CookieError, SimpleCookie
from typing import Any

import brotli
from django.conf import settings
from django.db import DatabaseError, connection, transaction
from django.db.models import F, QuerySet, Sum
from django.http import HttpRequest, HttpResponse

from rathaus.foundation.design.framed import LONGEST_QUERY, drawn_once
from rathaus.foundation.design.models import ContentVersion
from rathaus.foundation.design.until_edit import forget
from rathaus.lib.prepared import prepared_change

HEADER = "X-Rathaus-Keep"
PAGES = 4000
"""How many pages a process keeps; with some 15 kB each in three encodings about 80 MB."""
WATCH_SECONDS = 1.0
ROWS = 64


class _Mine(threading.local):
    """Which row of the version this thread raises: it is held until the edit is whole, and others take theirs."""

    def __init__(self) -> None:
        self.row = random.randint(1, ROWS)  # noqa: S311 -- nothing is kept secret by it


_mine = _Mine()


def kept(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The page looks the same to everybody but for its frame, and holds no form that changes anything."""

    @wraps(view)
    def drawn(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return drawn_once(view, request, **kwargs)

    return kept_for_strangers(drawn)


def kept_for_strangers(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The page looks the same to every visitor without a session, and holds no form that changes anything for them."""

    @wraps(view)
    def marked(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        response = view(request, **kwargs)
        if not _is_known(request.COOKIES):
            response.headers[HEADER] = "1"
        return response

    return marked


def _is_known(cookies: Container[str]) -> bool:
    """Whether the visitor has a session, or is to be told something."""
    return settings.SESSION_COOKIE_NAME in cookies or settings.MESSAGE_COOKIE_NAME in cookies


def raise_version() -> None:
    """Public content changed: pages kept so far are out of date."""
    # One statement, but for the first edits.
    if not _raised(_mine.row):
        ContentVersion.objects.get_or_create(pk=_mine.row)
        _raised(_mine.row)
    transaction.on_commit(forget)


@prepared_change
def _raised(row: int) -> tuple[QuerySet[ContentVersion], dict[str, Any]]:
    return ContentVersion.objects.filter(pk=row), {"number": F("number") + 1}


def current_version() -> int:
    """The number in force: each edit makes it larger."""
    return int(ContentVersion.objects.aggregate(Sum("number", default=0))["number__sum"])


@dataclass(frozen=True)
class Page:
    """A kept page: headers and body for each of its three encodings, ready to be sent."""

    etag: str
    unchanged: list[tuple[str, str]]
    """Headers for a browser that has the page already: what it keeps stays as safe as a new one."""
    answers: dict[str, tuple[list[tuple[str, str]], list[bytes]]]


class Keeper:
    """A WSGI application around Django's."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application
        self.pages: OrderedDict[tuple[str, ...], Page] = OrderedDict()
        self.lock = threading.Lock()
        self.version = 0
        self.looked_at = 0.0
        self.looking = threading.Lock()
        self.answered = 0
        """How many requests got a page that was kept already."""
        self._numbers = itertools.count(1)

    def __call__(self, environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if time.monotonic() - self.looked_at >= WATCH_SECONDS:
            self._watch()
        name = self._name(environ)
        if name is None:
            return self.application(environ, start_response)
        if page := self.pages.get(name):
            # Threads that count at the same moment each get a number of their own, without a lock.
            self.answered = next(self._numbers)
        else:
            page = self._make(name, environ, start_response)
        return self._answer(page, environ, start_response) if isinstance(page, Page) else page

    def _name(self, environ: dict[str, Any]) -> tuple[str, ...] | None:
        """Under which name this request's page is kept; None if it can't be: not a reading, or a visitor we know."""
        query, language = environ.get("QUERY_STRING", ""), ""
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or len(query) > LONGEST_QUERY:
            return None
        if cookies := environ.get("HTTP_COOKIE"):
            if _is_known(cookies):
                return None
            language = _language(cookies)
        return environ.get("PATH_INFO", ""), query, language, environ.get("HTTP_HOST", "")

    def _watch(self) -> None:
        """Forget everything if the version was raised."""
        # One looks; while the database is away that takes seconds, in which the others go on serving what is kept.
        if not self.looking.acquire(blocking=False):
            return
        try:
            version = current_version()
        except DatabaseError:
            # A page a little out of date serves people better than none while the database is away.
            return
        finally:
            self.looked_at = time.monotonic()
            self.looking.release()
            connection.close_if_unusable_or_obsolete()
        if version != self.version:
            with self.lock:
                self.pages.clear()
                self.version = version
            forget()

    def _make(self, name: tuple[str, ...], environ: dict[str, Any], start_response: Callable[..., Any]) -> Any:
        """Django's answer: a Page if it may be kept, else the answer itself, already started."""
        version = self.version
        started: list[Any] = []

        def remember(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> None:
            started[:] = [status, headers]

        method, environ["REQUEST_METHOD"] = environ["REQUEST_METHOD"], "GET"
        condition = environ.pop("HTTP_IF_NONE_MATCH", None)
        answer = self.application(environ, remember)
        environ["REQUEST_METHOD"] = method
        if condition is not None:
            environ["HTTP_IF_NONE_MATCH"] = condition
        status, headers = started
        keep = status.startswith("200") and any(h == HEADER for h, _ in headers)
        headers = [(h, v) for h, v in headers if h != HEADER]
        if not keep or any(h == "Set-Cookie" for h, _ in headers):
            start_response(status, headers)
            return answer if method == "GET" else _emptied(answer)
        page = _page(headers, _body(answer))
        with self.lock:
            if version == self.version:
                self.pages[name] = page
                if len(self.pages) > PAGES:
                    self.pages.popitem(last=False)
        return page

    def _answer(self, page: Page, environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        if environ.get("HTTP_IF_NONE_MATCH") == page.etag:
            start_response("304 Not Modified", page.unchanged)
            return []
        accepted = environ.get("HTTP_ACCEPT_ENCODING", "")
        headers, body = page.answers["br" if "br" in accepted else "gzip" if "gzip" in accepted else ""]
        start_response("200 OK", headers)
        return body if environ["REQUEST_METHOD"] == "GET" else []


def _page(headers: list[tuple[str, str]], body: bytes) -> Page:
    etag = f'W/"{hashlib.sha256(body).hexdigest()[:24]}"'
    # The name of the request that made the page is not that of those it answers.
    replaced = {"content-length", "cache-control", "vary", "expires", "etag", "x-request-id"}
    kept_headers = [(h, v) for h, v in headers if h.lower() not in replaced]
    kept_headers += [("ETag", etag), ("Cache-Control", "no-cache"), ("Vary", "Cookie, Accept-Encoding")]
    bodies = {"": body, "gzip": gzip.compress(body, 6), "br": brotli.compress(body, quality=6)}
    unchanged = [(h, v) for h, v in kept_headers if h.lower() not in ("content-type", "content-language")]
    return Page(etag, unchanged, {encoding: _answer(kept_headers, encoding, sent) for encoding, sent in bodies.items()})


def _answer(headers: list[tuple[str, str]], encoding: str, body: bytes) -> tuple[list[tuple[str, str]], list[bytes]]:
    own = [("Content-Encoding", encoding)] if encoding else []
    return [*headers, *own, ("Content-Length", str(len(body)))], [body]


def _body(answer: Iterable[bytes]) -> bytes:
    body = b"".join(answer)
    if close := getattr(answer, "close", None):
        close()
    return body


def _emptied(answer: Iterable[bytes]) -> list[bytes]:
    _body(answer)
    return []


def _language(cookies: str) -> str:
    if settings.LANGUAGE_COOKIE_NAME not in cookies:
        return ""
    try:
        morsel = SimpleCookie(cookies).get(settings.LANGUAGE_COOKIE_NAME)
    except CookieError:
        return ""
    return morsel.value if morsel and morsel.value in dict(settings.LANGUAGES) else ""
