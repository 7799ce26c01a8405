"""Whoever writes a program into a field has written a text: a real browser opens every page, and nothing runs.

Once with our policy taken off, so that it is the pages themselves that are sound, and once with it: it has nothing to
report.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from playwright.sync_api import Browser, Route
from pytest_django import Settings

from tests.security.filling import Seen, is_page, sent_everywhere, write_into_every_text
from tests.security.polyglots import POLYGLOTS, PRODUCT, SHORT
from tests.security.visitors import visitors
from tests.walk.table import ROLES, expected, path_of
from tests.walk.town import Town

pytestmark = [pytest.mark.browser, pytest.mark.timeout(1800)]
HOUSE = "http://rathaus.test"
HERE = Path(__file__).parent
WATCH, LOOK = (HERE / "watch.js").read_text(), (HERE / "look.js").read_text()


@pytest.fixture
def no_limits(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = settings.RATE_LIMITS = False


def test_nothing_that_is_typed_anywhere_runs(town: Town, chromium: Browser, no_limits: None) -> None:
    for browser in town.browsers.values():
        browser.raise_request_exception = False
    pages = _pages(town)
    assert len(pages) > 250
    broken = [(seen.role, seen.path, seen.how) for seen in pages if seen.answer.status_code >= 500]
    reckoned = [(seen.role, seen.path, seen.how) for seen in pages if PRODUCT in seen.html]
    assert (broken, reckoned) == ([], [])
    for bypass_csp in (True, False):
        faults = list(_opened(chromium, pages, bypass_csp=bypass_csp))
        assert faults == [], bypass_csp


def _pages(town: Town) -> list[Seen]:
    """Everything that forms answer, and then every page of everyone; each only once."""
    # Looked up first: afterwards there are more things of everything.
    paths = {address: path_of(address, town.real(address)) for address in expected()}
    found: dict[str, Seen] = {}
    for seen in (*_answered(town, paths), *_everywhere(town, paths)):
        found.setdefault(_what_counts(seen), seen)
    return list(found.values())


def _answered(town: Town, paths: dict[str, str]) -> Iterator[Seen]:
    for role in ROLES:
        mine = [path for address, path in paths.items() if role in visitors(address)]
        yield from sent_everywhere(role, town.browsers[role], mine)


def _everywhere(town: Town, paths: dict[str, str]) -> Iterator[Seen]:
    written = write_into_every_text()
    assert len(written) > 60
    for address, path in paths.items():
        for role in visitors(address):
            for query in ("", "?q=" + quote(POLYGLOTS[0]) + "&nach=" + quote(SHORT[0])):
                answer = town.browsers[role].get(path + query)
                if is_page(answer):
                    yield Seen(role, path + query, "get", answer)


def _what_counts(seen: Seen) -> str:
    """Two pages with the same inside are one; what differs on every page is not looked at."""
    inside = re.search(r"<main.*</main>", seen.html, re.DOTALL)
    if seen.answer.status_code >= 500:
        return seen.path
    return re.sub(r'value="[^"]{30,}"|[0-9a-f]{8}-[0-9a-f-]{27}', "", inside[0] if inside else seen.html)


# --- in the browser


def _opened(chromium: Browser, pages: list[Seen], *, bypass_csp: bool) -> Iterator[str]:
    """What ran, what the policy had to report, and what looks like a program, by page."""
    context = chromium.new_context(bypass_csp=bypass_csp, locale="de-DE")
    context.add_init_script(WATCH)
    page, now, said = context.new_page(), _Now(pages[0]), []
    page.on("dialog", lambda dialog: (said.append(f"dialog {dialog.message}"), dialog.dismiss()))
    page.on("pageerror", lambda error: said.append(f"error {error}"))
    context.route("**/*", now.fulfil)
    for now.seen in pages:
        page.goto(HOUSE + urlsplit(now.seen.path).path, wait_until="load")
        found = [*said, *page.evaluate(LOOK), *now.foreign]
        yield from (f"{now.seen.role} {now.seen.how} {now.seen.path}: {fault}" for fault in found)
        said.clear()
        now.foreign.clear()
    context.close()


class _Now:
    """Answers the browser: the page it shall open, static files, and nothing else."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen
        self.foreign: list[str] = []

    def fulfil(self, route: Route) -> None:
        request = route.request
        if request.url.startswith(settings.LIVE_ADDRESS + "/raum/"):
            # Boards ask our own live process, which is not there.
            route.abort()
        elif not request.url.startswith(HOUSE + "/"):
            self.foreign.append(f"asks {request.url}")
            route.abort()
        elif request.is_navigation_request():
            headers = {name: value for name, value in self.seen.answer.items() if name != "Refresh"}
            route.fulfill(status=200, headers=headers, body=self.seen.html)
        elif request.url.startswith(HOUSE + "/static/"):
            route.fulfill(path=finders.find(urlsplit(request.url).path.removeprefix("/static/")))
        else:
            route.fulfill(status=404, body="")
