"""What a journey leaves behind, as outsiders see it: public state, PDFs, mails."""

import io
import json
import re
from typing import Any

import pikepdf
from django.core import mail
from django.test import Client

from tests.journeys.examples import Example

KNOWN_TO_ALL = {"Duisburg"}
"""Words of answers that are also the sender's."""


def public_status(reference: str, code: str) -> str:
    """The public state, as a program is told it."""
    answer = Client().get(f"/api/v1/applications/{reference}", headers={"Authorization": f"Bearer {code}"})
    assert answer.status_code == 200
    return answer.json()["status"]


def embedded(pdf: bytes) -> list[Any]:
    """The data that an accessible (PDF/UA-1), archivable (PDF/A-3) letter carries; fails if it is none."""
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        with opened.open_metadata() as metadata:
            assert (metadata["pdfuaid:part"], metadata["pdfaid:part"]) == ("1", "3")
        return [json.loads(file.get_file().read_bytes()) for file in opened.attachments.values()]


def assert_mails_tell_nothing(example: Example, reference: str) -> None:
    """No mail holds a word of her answers, or her reference; addresses of pages are the same for everyone."""
    words = {word for word in _words(example.answers) if len(word) > 3} - KNOWN_TO_ALL
    for letter in mail.outbox:
        assert reference not in f"{letter.subject}\n{letter.body}"
        read = re.sub(r"https?://\S+", "", f"{letter.subject}\n{letter.body}")
        assert {word for word in words if word in read} == set()


def _words(value: Any) -> set[str]:
    match value:
        case dict():
            return {word for inner in value.values() for word in _words(inner)}
        case list():
            return {word for inner in value for word in _words(inner)}
        case str():
            return {value}
        case _:
            return set()
