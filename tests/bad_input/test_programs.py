"""The door for programs: whatever is sent, the answer is JSON that says what is wrong and where."""

import base64
import json
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from rathaus.portal.applications.models import Application
from tests.bad_input.conftest import TODAY, example
from tests.bad_input.files import REFUSED
from tests.bad_input.texts import LINES, MARKUP
from tests.clock import Travel
from tests.journeys.examples import as_sent_by_programs

DOG = "/api/v1/services/hund-anmelden/applications"
SENT = {
    slug: as_sent_by_programs(example(f"{slug}/{name}").answers)
    for slug, name in (
        ("hund-anmelden", "zwei-hunde-einer-gross"),
        ("bewohnerparkausweis", "neu-ein-jahr"),
    )
}
NO_ANSWERS = [
    1717,
    -1,
    1.5,
    10**400,
    [],
    [[]],
    [17],
    {},
    {"a": {"b": []}},
    "",
    "\0",
    "\ud800",
    LINES,
    MARKUP,
    "2026-02-31",
    "+99999-01-01",
    [{"rufname": "\ud800", "geboren": 7}],
    {"given": "\ud800", "family": ["x"], "street": 3},
    {"name": "../x", "content_type": "application/pdf", "data": "kein base64!"},
    [{"name": 1, "content_type": None, "data": {}}],
]
"""Sent in place of each answer; true and null are an answer to some."""
FREE_TEXT = {"hausnummer", "ausweis", "telefon"}
NO_BODIES = {
    "nothing": b"",
    "half of it": b'{"confirmed": true, "answers": {"name"',
    "no text": b"\xff\xfe{}",
    "a list": b"[]",
    "a number": b"7",
    "null": b"null",
    "answers that are a list": b'{"confirmed": true, "answers": []}',
    "no answers": b'{"answer": {}}',
    "very deep": b'{"confirmed": true, "answers": ' + b"[" * 100_000 + b"]" * 100_000 + b"}",
    "deep in an answer": b'{"confirmed": true, "answers": {"name": '
    + b'{"given":' * 5_000
    + b"1"
    + b"}" * 5_001
    + b"}",
    "not a number": b'{"confirmed": true, "answers": {"angemeldet": NaN}}',
    "endless": b'{"confirmed": true, "answers": {"angemeldet": 1e999}}',
    "many digits": b'{"confirmed": true, "answers": {"angemeldet": ' + b"9" * 5_000 + b"}}",
    "half a character": b'{"confirmed": true, "answers": {"\\ud800": "\\udfff"}}',
    "NUL": b'{"confirmed": true, "answers": {"\\u0000": "\\u0000"}}',
    "the same name twice": b'{"confirmed": true, "answers": {"name": 1, "name": 2}}',
    "too large": b'{"confirmed": true, "answers": {"x": "' + b"x" * (16 * 1024 * 1024) + b'"}}',
}


def _post(client: Client, path: str, body: bytes, key: str = "0b4cf1a2-bad-input", **headers: str) -> HttpResponse:
    return client.generic("POST", path, body, "application/json", headers={"Idempotency-Key": key, **headers})


def _refused(answer: HttpResponse, *statuses: int) -> list[dict[str, Any]]:
    """The mistakes of an answer with one of ``statuses``, which is JSON and complete."""
    assert answer.status_code in statuses, (answer.status_code, answer.content[:300])
    told = answer.json()
    assert told["title"]
    assert told["status"] == answer.status_code
    assert all(set(mistake) == {"pointer", "code", "message"} for mistake in told["errors"])
    return told["errors"]


@pytest.mark.parametrize("body", NO_BODIES.values(), ids=NO_BODIES.keys())
def test_a_body_that_is_no_application_is_refused(client: Client, city: None, body: bytes) -> None:
    _refused(_post(client, DOG, body), 400, 413, 422)
    assert not Application.objects.exists()


@pytest.mark.parametrize("slug", SENT)
def test_a_wrong_answer_is_told_at_its_place(
    client: Client, city: None, travel_to: Travel, settings: Settings, slug: str
) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    travel_to(TODAY)
    for number, (name, value) in enumerate(product(SENT[slug], NO_ANSWERS)):
        body = _json(SENT[slug] | {name: value})
        answer = _post(client, f"/api/v1/services/{slug}/applications", body, f"bad-input-{number}")
        if answer.status_code == 201:
            assert _may_be_right(name, value), (name, value)
        else:
            mistakes = _refused(answer, 422)
            assert any(one["pointer"].startswith(f"/{name}") or not one["pointer"] for one in mistakes), (name, value)


def test_an_idempotency_key_is_needed_and_has_a_shape(client: Client, city: None) -> None:
    body = _json(SENT["hund-anmelden"])
    _refused(client.generic("POST", DOG, body, "application/json"), 422)
    for key in ("", "short", "x" * 101):
        _refused(_post(client, DOG, body, key), 422)
    for key in ("mit\0null-und-mehr", "ümläüte-im-schlüssel", "' OR 1=1; --"):
        assert _post(client, DOG, body, key).status_code in (201, 422), key


def test_only_json_is_taken(client: Client, city: None) -> None:
    for content_type in ("text/plain", "application/xml", "multipart/form-data; boundary=x", ""):
        answer = client.generic("POST", DOG, b"<x/>", content_type, headers={"Idempotency-Key": "0b4cf1a2-bad"})
        _refused(answer, 400, 415, 422)


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_is_not_what_it_says_is_refused_with_its_place(
    client: Client, city: None, travel_to: Travel, what: str
) -> None:
    travel_to(TODAY)
    name, content = REFUSED[what]
    file = {"name": name, "content_type": "application/pdf", "data": base64.b64encode(content).decode()}
    answers = SENT["bewohnerparkausweis"] | {"fahrzeugschein": file}
    mistakes = _refused(_post(client, "/api/v1/services/bewohnerparkausweis/applications", _json(answers)), 413, 422)
    assert all(mistake["pointer"].startswith("/fahrzeugschein") for mistake in mistakes)


def test_the_status_tells_nothing_without_the_code(client: Client, city: None, travel_to: Travel) -> None:
    travel_to(TODAY)
    receipt = _post(client, DOG, _json(SENT["hund-anmelden"])).json()
    path = f"/api/v1/applications/{receipt['reference']}"
    assert client.get(path).status_code == 401
    wrong = [client.get(p, headers={"Authorization": f"Bearer {code}"}) for p, code in _wrong_codes(path, receipt)]
    assert {(answer.status_code, answer.content) for answer in wrong} == {(404, wrong[0].content)}


def test_no_query_breaks_the_finding_of_services(client: Client, city: None) -> None:
    for text in ("%00", "%ff", "x" * 300, "9" * 5_000, "%ED%A0%80", "-1", "[]", "'"):
        for path in (
            f"/api/v1/search?q={text}",
            f"/api/v1/search?q=hund&limit={text}",
            f"/api/v1/services?after={text}",
            f"/api/v1/services/{text}",
            f"/api/v1/services/{text}/schema",
        ):
            answer = client.get(path)
            assert answer.status_code in (200, 404, 422), path
            assert answer.json()


def _may_be_right(name: str, value: Any) -> bool:
    """Nothing, where nothing need be said; and text, where any text will do."""
    return value in ("", [], {}, "\0", "\ud800") or (isinstance(value, str) and name in FREE_TEXT)


def _json(answers: dict[str, Any]) -> bytes:
    return json.dumps({"answers": answers, "confirmed": True}).encode()


def _wrong_codes(path: str, receipt: dict[str, str]) -> Iterator[tuple[str, str]]:
    for code in ("x", "0000-0000-0000", "\0", "x" * 5_000, receipt["reference"]):
        yield path, code
    for reference in ("7K4M-2Q9X-E", "%00", "x" * 300):
        yield f"/api/v1/applications/{reference}", receipt["status_code"]
