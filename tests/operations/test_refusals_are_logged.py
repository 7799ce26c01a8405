"""Whoever is signed in and asks for what is not hers leaves a line that says so, without a word about her."""

import io
import json
from typing import Any

import pytest
from django.test import Client, override_settings

from rathaus.foundation.accounts.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.parametrize("log", ["json"], indirect=True)]


def refusals(log: io.StringIO) -> list[dict[str, object]]:
    lines = map(json.loads, log.getvalue().splitlines())
    return [line for line in lines if line["logger"] == "rathaus.audience"]


@pytest.mark.parametrize(
    ("address", "route", "audience"),
    [
        ("/arbeitsplatz/", "/arbeitsplatz/", "clerk"),
        ("/mein/vorgaenge/7K4M-2Q9X-E/", "/mein/vorgaenge/<slug:reference>/", "citizen"),
    ],
)
def test_a_page_that_is_not_for_her(
    anna: Person, anna_client: Client, log: io.StringIO, address: str, route: str, audience: str
) -> None:
    assert anna_client.get(address).status_code == 404
    (line,) = refusals(log)
    expected = {"level": "WARNING", "route": route, "person": anna.pk, "audience": audience, "status": 404}
    assert expected.items() <= line.items()
    assert line["request"]
    assert anna.email not in log.getvalue()
    assert "7K4M" not in log.getvalue()


def test_a_stranger_and_a_page_that_is_hers_leave_none(anna_client: Client, client: Client, log: io.StringIO) -> None:
    assert client.get("/arbeitsplatz/").status_code == 302
    assert client.get("/nirgends/").status_code == 404
    assert anna_client.get("/mein/").status_code == 200
    assert refusals(log) == []


@pytest.mark.parametrize(
    ("kind", "asked"),
    [
        ("DisallowedHost", {"path": "/", "headers": {"host": "angriff.example"}}),
        ("TooManyFieldsSent", {"path": "/status/", "data": dict.fromkeys("abcdef", "x")}),
    ],
)
def test_a_request_that_nobody_could_answer_leaves_one_short_line(
    client: Client, log: io.StringIO, kind: str, asked: dict[str, Any]
) -> None:
    with override_settings(ALLOWED_HOSTS=["testserver"], DATA_UPLOAD_MAX_NUMBER_FIELDS=5):
        assert client.post(**asked).status_code == 400
    told = [line for line in map(json.loads, log.getvalue().splitlines()) if line["level"] not in ("DEBUG", "INFO")]
    (line,) = told
    assert (line["level"], line["logger"], line["status"]) == ("WARNING", f"django.security.{kind}", 400)
    assert "frames" not in line
    assert "angriff" not in log.getvalue()
