"""What may be sent where."""

import pytest
from django.test import Client

from rathaus.foundation.accounts.models import Person
from tests.architecture.test_addresses import TAKEN_WITHOUT_CSRF_TOKEN
from tests.walk.fingerprint import fingerprint
from tests.walk.table import address_of, expected, path_of
from tests.walk.town import NUMBERS

ANY = {
    **dict.fromkeys(("reference", "code", "key", "token"), "7K4M-2Q9X-E"),
    **dict.fromkeys(
        ("thread_id", "message_id", "file_id", "mandate_id", "export_id", "mail_id"),
        "00000000-0000-4000-8000-000000000000",
    ),
    **dict.fromkeys(NUMBERS, "1"),
    "provider_id": "probe",
    "verb": "begin",
    "question": "mandat",
}
PUBLIC = (
    "/leistungen",
    "/lebenslagen",
    "/dienststellen",
    "/aktuelles",
    "/suche",
    "/mitmachen",
    "/projekte",
    "/gestaltung",
)
TEXTS = ("/{slug}/", "/robots.txt", "/healthz", "/readyz", "/metrics")


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE", "TRACE", "OPTIONS"])
def test_other_methods_are_refused(client: Client, db: None, method: str) -> None:
    answers = [client.generic(method, path_of(address, ANY)) for address in expected()]
    assert {answer.status_code for answer in answers} == {405}
    assert all("GET" in answer.headers["Allow"] or "POST" in answer.headers["Allow"] for answer in answers)
    assert not any("<main" in answer.content.decode() for answer in answers)


def test_what_is_the_same_for_everyone_can_only_be_read(client: Client, db: None) -> None:
    read = [address for address in expected() if address == "/" or address.startswith(PUBLIC) or address in TEXTS]
    assert len(read) == 24
    assert {client.post(path_of(address, ANY)).status_code for address in read} == {405}


def test_nothing_is_taken_without_a_csrf_token(anna: Person) -> None:
    stranger, citizen = Client(enforce_csrf_checks=True), Client(enforce_csrf_checks=True)
    citizen.force_login(anna)
    exempt = {address_of(route) for route in TAKEN_WITHOUT_CSRF_TOKEN}
    before = fingerprint()
    for address in expected().keys() - exempt - {"/api/v1/"}:
        for browser in (stranger, citizen):
            assert browser.post(path_of(address, ANY)).status_code == 403, address
    assert fingerprint() == before
