"""Keeps whole public pages and answers them before Django's middleware runs: one for each kind of visitor.

Strangers are one kind. Of whoever has a session ``kind_of`` tells the kind; its page is made without her cookies, for
the kind alone, so that nothing of a visitor can get into it.
"""

import itertools
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from http.cookies import CookieError, SimpleCookie
from operator import itemgetter
from time import monotonic
from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection

from rathaus.foundation.design.kept import FOR_ALL, HEADER, KIND, current_version, is_known
from rathaus.foundation.design.kept_page import (
    Answer,
    Environ,
    Headers,
    Page,
    Start,
    page_of_hers,
    page_of_strangers,
)
from rathaus.foundation.design.until_edit import forget

PAGES = 4000
"""How many pages a process keeps; with some 15 kB each in three encodings about 80 MB."""
LONGEST_QUERY = 40
LONGEST_ACCEPTED = 60
"""Characters in which a browser says which encodings it reads, where its question is remembered word for word."""
WATCH_SECONDS = 1.0
STRANGER = ""
_READING = ("GET", "HEAD")


Address = tuple[str, str, str, str]
"""Under what a page is kept, for each kind: path, query, language and host."""
Question = tuple[str, ...]
_question: Callable[[Environ], Question] = itemgetter(
    "REQUEST_METHOD", "PATH_INFO", "QUERY_STRING", "HTTP_HOST", "HTTP_ACCEPT_ENCODING"
)
"""All that the answer to a first visit depends on. Raises KeyError where a browser would say more."""


class Keeper:
    """A WSGI application around Django's.

    ``kind_of`` tells the kind of a visitor with a session from the request; None for one whose page is her own.
    """

    def __init__(
        self, application: Callable[..., Iterable[bytes]], kind_of: Callable[[Environ], str | None] = lambda _: None
    ) -> None:
        self.application = application
        self.kind_of = kind_of
        self.pages: OrderedDict[tuple[str, ...], Page] = OrderedDict()
        self.shared: OrderedDict[Address, None] = OrderedDict()
        """Where stands what is the same for everybody of a kind, as far as anybody asked: only there a kind is told."""
        self.heard: OrderedDict[Question, Answer] = OrderedDict()
        """What strangers without a cookie were answered, word for word: one look for most of all visits."""
        self.lock = threading.Lock()
        self.version = 0
        self.looked_at = 0.0
        self.looking = threading.Lock()
        self._count, self._counted = itertools.count().__next__, 0

    @property
    def answered(self) -> int:
        """How many requests got a page that was kept already."""
        # Threads that count at the same moment each take a number of their own, without a lock; so does who asks.
        with self.lock:
            self._counted += 1
            return self._count() - self._counted + 1

    def __call__(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        if monotonic() - self.looked_at >= WATCH_SECONDS:
            self._watch()
        # All in one function, with few names: what all threads touch has to come from another processor each time.
        if "HTTP_COOKIE" not in environ and "HTTP_IF_NONE_MATCH" not in environ:
            try:
                status, headers, body = self.heard[_question(environ)]
            except KeyError:
                pass
            else:
                self._count()
                start_response(status, headers)
                return body
        return self._answer(environ, start_response)

    def _answer(self, environ: Environ, start_response: Start) -> Iterable[bytes]:
        if (address := _address(environ)) is None:
            return self._pass_on(None, environ, start_response)
        known = is_known(environ.get("HTTP_COOKIE", ""))
        kind = self._kind(address, environ) if known else STRANGER
        if kind is None:
            return self._pass_on(address, environ, start_response)
        if page := self.pages.get((*address, kind)):
            self._count()
            answer = page.answer(environ)
            if _is_worth_hearing(environ):
                self._hear(_question(environ), answer, page, address)
            return _send(answer, start_response)
        if known:
            return self._make_for(kind, address, environ, start_response)
        return self._make(address, environ, start_response)

    def _kind(self, address: Address, environ: Environ) -> str | None:
        if address not in self.shared:
            return None
        try:
            return self.kind_of(environ)
        except DatabaseError:
            # What is public, without her name, serves her better than nothing while the database is away.
            return STRANGER if (*address, STRANGER) in self.pages else None
        finally:
            connection.close_if_unusable_or_obsolete()

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
            self.looked_at = monotonic()
            self.looking.release()
            connection.close_if_unusable_or_obsolete()
        if version != self.version:
            with self.lock:
                self.pages.clear()
                self.heard.clear()
                self.version = version
            forget()

    def _pass_on(self, address: Address | None, environ: Environ, start_response: Start) -> Iterable[bytes]:
        """Django's answer for this very visitor."""

        def told(status: str, headers: Headers, *exc_info: Any) -> Any:
            if address and status.startswith("200") and (HEADER, FOR_ALL) in headers:
                self._share(address)
            return start_response(status, _outside(headers), *exc_info)

        return self.application(environ, told)

    def _make(self, address: Address, environ: Environ, start_response: Start) -> Iterable[bytes]:
        """A stranger's page, and kept from now on, if it may be."""
        version = self.version
        status, headers, answer = self._asked(environ)
        if not _is_to_be_kept(status, headers):
            start_response(status, _outside(headers))
            return answer if environ["REQUEST_METHOD"] == "GET" else _emptied(answer)
        if (HEADER, FOR_ALL) in headers:
            self._share(address)
        page = page_of_strangers(_outside(headers), _body(answer))
        self._keep(address, STRANGER, page, version)
        return _send(page.answer(environ), start_response)

    def _make_for(self, kind: str, address: Address, environ: Environ, start_response: Start) -> Iterable[bytes]:
        """The page for everybody of this kind: asked for without any cookie but the language's."""
        version = self.version
        _path, _query, language, _host = address
        cookie = f"{settings.LANGUAGE_COOKIE_NAME}={language}" if language else ""
        status, headers, answer = self._asked(environ | {"HTTP_COOKIE": cookie, KIND: kind})
        body = _body(answer)
        if not _is_to_be_kept(status, headers) or (HEADER, FOR_ALL) not in headers:
            self.shared.pop(address, None)
            return self._pass_on(address, environ, start_response)
        make = page_of_strangers if kind == STRANGER else page_of_hers
        page = make(_outside(headers), body)
        self._keep(address, kind, page, version)
        return _send(page.answer(environ), start_response)

    def _asked(self, environ: Environ) -> tuple[str, Headers, Iterable[bytes]]:
        """What Django answers to a reading without conditions."""
        started: list[Any] = []

        def remember(status: str, headers: Headers, exc_info: Any = None) -> None:
            started[:] = [status, headers]

        plain = {name: value for name, value in environ.items() if name != "HTTP_IF_NONE_MATCH"}
        if settings.SECURE_PROXY_SSL_HEADER:
            # Whoever asks first may be a watcher on this machine; what is kept is for visitors behind the proxy.
            plain |= dict([settings.SECURE_PROXY_SSL_HEADER])
        answer = self.application(plain | {"REQUEST_METHOD": "GET"}, remember)
        return started[0], started[1], answer

    def _keep(self, address: Address, kind: str, page: Page, version: int) -> None:
        with self.lock:
            # What was made before an edit is not kept after it.
            if version == self.version:
                _put(self.pages, (*address, kind), page)

    def _share(self, address: Address) -> None:
        with self.lock:
            _put(self.shared, address, None)

    def _hear(self, question: Question, answer: Answer, page: Page, address: Address) -> None:
        with self.lock:
            # Nor is it heard after the edit.
            if self.pages.get((*address, STRANGER)) is page:
                _put(self.heard, question, answer)


def _put(kept: OrderedDict[Any, Any], name: Any, thing: Any) -> None:
    """The oldest goes where it would be too many."""
    kept[name] = thing
    if len(kept) > PAGES:
        kept.popitem(last=False)


def _send(answer: Answer, start_response: Start) -> list[bytes]:
    status, headers, body = answer
    start_response(status, headers)
    return body


def _is_worth_hearing(environ: Environ) -> bool:
    """Nothing that somebody could send in a thousand ways, or make as long as she likes."""
    asked_before = environ.get("HTTP_COOKIE") or environ.get("HTTP_IF_NONE_MATCH")
    whole = "QUERY_STRING" in environ and "HTTP_HOST" in environ
    return bool(whole and not asked_before and 0 < len(environ.get("HTTP_ACCEPT_ENCODING", "")) <= LONGEST_ACCEPTED)


def _address(environ: Environ) -> Address | None:
    """None for what is no reading, or too long to be kept."""
    query, cookies = environ.get("QUERY_STRING", ""), environ.get("HTTP_COOKIE")
    if environ["REQUEST_METHOD"] not in _READING or len(query) > LONGEST_QUERY:
        return None
    language = _language(cookies) if cookies else ""
    return environ.get("PATH_INFO", ""), query, language, environ.get("HTTP_HOST", "")


def _is_to_be_kept(status: str, headers: Headers) -> bool:
    names = {name for name, _ in headers}
    return status.startswith("200") and HEADER in names and "Set-Cookie" not in names


def _outside(headers: Headers) -> Headers:
    return [(name, value) for name, value in headers if name != HEADER]


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
