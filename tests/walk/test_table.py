"""Every address is opened as everyone."""

import re
from collections.abc import Callable, Iterable
from typing import Any

import pytest
from django.core.wsgi import get_wsgi_application
from django.db.backends.base.base import BaseDatabaseWrapper
from django.http import HttpResponse
from django.test import Client, RequestFactory

from rathaus.entrances.my.frame import kind_of
from rathaus.foundation.design.keeper import Keeper
from tests.architecture.addresses import all_addresses
from tests.walk.fingerprint import fingerprint
from tests.walk.table import ROLES, address_of, expected, path_of, strangers_to, things_in
from tests.walk.town import Town, town

__all__ = ["town"]

PATIENTLY = pytest.mark.timeout(900)
"""Some thousand pages."""
EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
FOR_PAGES = {"default-src 'none'", "script-src 'self'", "style-src 'self'", "object-src 'none'", "base-uri 'none'"}
FOR_FILES = {
    "default-src 'none'; sandbox",
    "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'",
}
"""A saved file, and one that the browser shows in its own viewer; no script runs in either."""


def test_the_table_names_every_address() -> None:
    assert sorted({address_of(route) for route, _ in all_addresses()}) == sorted(expected())


@PATIENTLY
def test_everyone_gets_what_the_table_says_and_opening_changes_nothing(town: Town) -> None:
    before = fingerprint()
    answers = {address: _opened_by_all(town, address) for address in expected()}
    assert {address: list(map(_told, seen.values())) for address, seen in answers.items()} == expected()
    assert fingerprint() == before
    for address, seen in answers.items():
        for role, answer in seen.items():
            _assert_safe_headers(address, role, answer)


def test_a_page_kept_for_a_kind_is_what_each_of_them_would_be_shown(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And nobody's own page is given to another."""
    # What stands in the town is in one transaction, which must outlive each request.
    monkeypatch.setattr(BaseDatabaseWrapper, "close_if_unusable_or_obsolete", lambda _: None)
    django = get_wsgi_application()
    keeper = Keeper(django, kind_of)
    for address in expected():
        path = path_of(address, town.real(address))
        for role in (*ROLES, *ROLES):
            asked = RequestFactory().get(path, HTTP_COOKIE=_cookies(town.browsers[role])).environ
            given = _body(keeper, asked)
            if (path, "", "", "") in keeper.shared:
                assert given == _body(django, asked), (address, role)
    assert len(keeper.shared) >= 15
    assert len({kind for *_address, kind in keeper.pages}) >= 2


def _cookies(browser: Client) -> str:
    return "; ".join(f"{name}={morsel.value}" for name, morsel in browser.cookies.items())


def _body(application: Callable[..., Iterable[bytes]], environ: dict[str, Any]) -> bytes:
    return b"".join(application(dict(environ), lambda *_: None))


@PATIENTLY
def test_what_is_foreign_looks_as_if_it_were_missing(town: Town) -> None:
    for address in expected():
        for role in strangers_to(address):
            for method in ("GET", "POST"):
                browser = town.browsers[role]
                foreign = _seen(browser, method, address, town.real(address))
                assert foreign == _seen(browser, method, address, town.missing(address)), (address, role, method)


def _opened_by_all(town: Town, address: str) -> dict[str, HttpResponse]:
    path = path_of(address, town.real(address))
    return {role: town.browsers[role].get(path) for role in ROLES}


def _told(answer: HttpResponse) -> str:
    """The answer as the table writes it."""
    if answer.status_code != 302:
        return str(answer.status_code)
    return "in" if answer["Location"].startswith("/konto/anmelden/") else ">"


def _assert_safe_headers(address: str, role: str, answer: HttpResponse) -> None:
    for name, value in EVERYWHERE.items():
        assert answer.get(name) == value, (address, role, name)
    policy = answer["Content-Security-Policy"]
    if answer.status_code == 200 and ("/{file_id}/" in address or address.endswith(".pdf")):
        assert policy in FOR_FILES, (address, role)
    else:
        assert set(policy.split("; ")) >= FOR_PAGES, (address, role, policy)
        assert "unsafe" not in policy, (address, role)
    if address.startswith(("/mein/", "/arbeitsplatz/", "/antrag/", "/status/", "/konto/")):
        assert "no-store" in answer["Cache-Control"], (address, role)


def _seen(browser: Client, method: str, address: str, things: dict[str, str]) -> tuple[int, str, str]:
    """Status, target and body, without what names the thing or differs on every page."""
    path = path_of(address, things)
    answer = browser.get(path) if method == "GET" else browser.post(path)
    body = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", b"".join(answer).decode())
    target = answer.get("Location", "")
    for thing in things_in(address, things):
        name = rf"(?<=/){thing}\b" if thing.isdigit() else re.escape(thing)
        body, target = re.sub(name, "…", body), re.sub(name, "…", target)
    return answer.status_code, target, body
