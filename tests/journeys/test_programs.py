"""The same examples through the door for programs."""

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from rathaus.portal.applications.models import Application
from tests.clock import Travel
from tests.journeys.evidence import public_status
from tests.journeys.examples import (
    BY_GUESTS,
    ONE_OF_EACH,
    SENT,
    STOPPED,
    Example,
    as_sent_by_programs,
    takes_guests,
)

KEY = {"Idempotency-Key": "0b4cf1a2-the-first"}


@pytest.mark.parametrize("example", BY_GUESTS, ids=str)
def test_a_program_applies_with_what_the_schema_allows(client: Client, city: None, example: Example, travel_to: Travel):
    travel_to(example.today)
    sent = as_sent_by_programs(example.answers)
    schema = client.get(f"/api/v1/services/{example.service}/schema").json()
    Draft202012Validator.check_schema(schema)
    assert [fault.message for fault in Draft202012Validator(schema).iter_errors(sent)] == []

    answer = _apply(client, example, sent)
    assert answer.status_code == 201, answer.json()
    receipt = answer.json()
    application = Application.objects.get()
    assert application.reference == receipt["reference"]
    assert (application.charge.amount if application.charge else 0) == example.expect.get("fee", 0)
    assert public_status(receipt["reference"], receipt["status_code"]) == "RECEIVED"

    assert _apply(client, example, sent).json() == receipt
    assert Application.objects.count() == 1


@pytest.mark.parametrize("example", [one for one in SENT if one not in BY_GUESTS], ids=str)
def test_what_must_be_proven_no_program_sends(client: Client, city: None, example: Example, travel_to: Travel):
    travel_to(example.today)
    assert _apply(client, example, as_sent_by_programs(example.answers)).status_code == 403
    assert not Application.objects.exists()


@pytest.mark.parametrize("example", [one for one in STOPPED if takes_guests(one.service)], ids=str)
def test_where_it_goes_on_in_person_a_program_is_told_so(
    client: Client, city: None, example: Example, travel_to: Travel
):
    travel_to(example.today)
    answer = _apply(client, example, as_sent_by_programs(example.answers))
    assert answer.status_code == 422
    assert {"pointer": "", "code": "in_person"}.items() <= _last(answer).items()
    assert not Application.objects.exists()


@pytest.mark.parametrize("service", sorted({example.service for example in SENT}))
def test_the_examples_in_the_schema_are_allowed_by_it(client: Client, city: None, service: str):
    schema = client.get(f"/api/v1/services/{service}/schema").json()
    validator = Draft202012Validator(schema)
    assert schema["examples"]
    assert [fault.message for one in schema["examples"] for fault in validator.iter_errors(one)] == []


@pytest.mark.parametrize("example", [one for one in ONE_OF_EACH if one in BY_GUESTS], ids=str)
def test_what_is_wrong_is_told_with_a_pointer_to_it(client: Client, city: None, example: Example, travel_to: Travel):
    travel_to(example.today)
    sent = as_sent_by_programs(example.answers) | {"geburtsdatum": "2026-02-31", "email": "anna@", "gibt_es_nicht": 1}
    sent["name"] = {"given": "Anna"}
    answer = _apply(client, example, sent)
    assert answer.status_code == 422
    pointers = {fault["pointer"] for fault in answer.json()["errors"]}
    assert pointers >= {"/geburtsdatum", "/email", "/gibt_es_nicht", "/name/family"}
    assert all(fault["code"] and fault["message"] for fault in answer.json()["errors"])
    assert not Application.objects.exists()


@pytest.mark.parametrize("said", [{}, *({"confirmed": no} for no in (False, None, 1, "true", "ja", []))], ids=str)
def test_an_application_without_the_declaration_is_refused(client: Client, city: None, travel_to: Travel, said: dict):
    example = next(one for one in SENT if one.service == "hund-anmelden")
    travel_to(example.today)
    assert client.get("/api/v1/services/hund-anmelden/schema").json()["x-declaration"].startswith("Meine Angaben")
    body = {"answers": as_sent_by_programs(example.answers), **said}
    path = "/api/v1/services/hund-anmelden/applications"
    answer = client.post(path, body, content_type="application/json", headers=KEY)
    assert answer.status_code == 422
    assert [(one["pointer"], "true sein" in one["message"]) for one in answer.json()["errors"]] == [
        ("/confirmed", True)
    ]
    assert not Application.objects.exists()


def test_the_declaration_is_part_of_the_interfaces_description(client: Client, db: None):
    new = client.get("/api/v1/openapi.json").json()["components"]["schemas"]["NewApplication"]
    assert set(new["required"]) == {"answers", "confirmed"}
    assert new["properties"]["confirmed"]["const"] is True


def test_a_fault_within_an_item_points_into_it(client: Client, city: None, travel_to: Travel):
    example = next(one for one in SENT if one.service == "hund-anmelden")
    travel_to(example.today)
    sent = as_sent_by_programs(example.answers)
    sent["hunde"][0]["geboren"] = "3026-01-01"
    answer = _apply(client, example, sent)
    assert [fault["pointer"] for fault in answer.json()["errors"]] == ["/hunde/0/geboren"]


@pytest.mark.parametrize(
    ("born", "pointers"),
    [("2026-06-01", []), ("2026-09-02", ["/hunde/0/seit"])],
    ids=["before it came", "after it came"],
)
def test_a_dog_does_not_come_before_it_is_born(
    client: Client, city: None, travel_to: Travel, born: str, pointers: list[str]
):
    example = next(one for one in SENT if one.service == "hund-anmelden")
    travel_to(example.today)
    sent = as_sent_by_programs(example.answers)
    sent["hunde"][0] |= {"herkunft": "aufgenommen", "seit": "2026-09-01", "geboren": born}
    answer = _apply(client, example, sent)
    assert [fault["pointer"] for fault in answer.json().get("errors", [])] == pointers


def test_another_application_under_the_same_key_is_refused(client: Client, city: None, travel_to: Travel):
    one, other, *_rest = [example for example in SENT if example.service == "bewohnerparkausweis"]
    travel_to(one.today)
    assert _apply(client, one, as_sent_by_programs(one.answers)).status_code == 201
    assert _apply(client, other, as_sent_by_programs(other.answers)).status_code == 409
    assert Application.objects.count() == 1


def _apply(client: Client, example: Example, answers: dict):
    path = f"/api/v1/services/{example.service}/applications"
    return client.post(path, {"answers": answers, "confirmed": True}, content_type="application/json", headers=KEY)


def _last(answer) -> dict:
    return answer.json()["errors"][-1]
