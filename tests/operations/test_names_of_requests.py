"""Each request has a name, which leads from the page that failed to its line in the log."""

import io
import json
import re
from unittest.mock import patch

import pytest
from django.conf import settings
from django.http import HttpRequest
from django.template import TemplateDoesNotExist
from django.test import Client, RequestFactory

from rathaus.entrances.website import errors
from rathaus.lib import trail

OWN = re.compile(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}")
PROPER = "0a1b2c3d-req_77"

pytestmark = pytest.mark.django_db


def named(client: Client, given: str) -> str:
    return client.get("/healthz", headers={"X-Request-ID": given})["X-Request-ID"]


def test_without_a_proxy_of_ours_a_visitor_names_nothing(client: Client) -> None:
    first, second = named(client, PROPER), named(client, PROPER)
    assert OWN.fullmatch(first)
    assert first != second


@pytest.mark.parametrize(
    ("given", "taken"),
    [
        *((PROPER, True), ("kurz", False), ("x" * 65, False), ("a b c d e f g h", False)),
        *(("abcdefgh\x1b[31m", False), ("Größe-0815-4711", False), ("abcdefgh,ijkl", False), ("", False)),
    ],
)
def test_behind_our_proxy_its_name_holds_if_it_looks_like_one(client: Client, given: str, taken: bool) -> None:
    with patch.object(settings, "PROXIES", 1):
        name = named(client, given)
    assert name == given if taken else OWN.fullmatch(name)


@pytest.mark.parametrize("log", ["json"], indirect=True)
def test_a_request_leaves_one_line_with_pattern_status_and_time(client: Client, log: io.StringIO, city: None) -> None:
    answer = client.get("/leistungen/hund-anmelden/", {"q": "geheim"})
    (line,) = [told for told in map(json.loads, log.getvalue().splitlines()) if told["logger"] == "rathaus.requests"]
    assert {"method": "GET", "status": 200, "route": "/leistungen/<slug:slug>/"}.items() <= line.items()
    assert line["request"] == answer["X-Request-ID"]
    assert line["duration_ms"] > 0
    assert line.keys() == {"time", "level", "logger", "message", "request", "route", "method", "status", "duration_ms"}


def failing(request: HttpRequest) -> str:
    with trail.following(trail.Trail(request="7K4M-2Q9X-EEEE")):
        answer = errors.server_error(request)
    assert answer.status_code == 500
    return answer.content.decode()


def test_a_page_that_failed_shows_its_name_and_asks_no_database(rf: RequestFactory) -> None:
    with patch("django.db.backends.utils.CursorWrapper.execute", side_effect=AssertionError):
        page = failing(rf.get("/"))
    assert "Kennung" in page
    assert "7K4M-2Q9X-EEEE" in page


def test_where_even_that_fails_the_name_alone_is_shown(rf: RequestFactory) -> None:
    with patch.object(errors, "render_to_string", side_effect=TemplateDoesNotExist("website/error_500.html")):
        page = failing(rf.get("/"))
    assert "7K4M-2Q9X-EEEE" in page
    assert "website" not in page
