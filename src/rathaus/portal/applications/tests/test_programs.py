"""The same submission, from a program."""

import base64
import io

import pytest
from PIL import Image

from rathaus.foundation.accounts.models import TrustLevel
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.vault.models import Key
from rathaus.portal.applications.actions.programs import Invalid, KeyReused, submit_answers
from rathaus.portal.applications.actions.submission import Closed, ProofNeeded
from rathaus.portal.applications.models import Application, Definition

ANSWERS = {
    "name": {"given": "Anna", "family": "Kowalski"},
    "ort": "garten",
    "krank": False,
    "baeume": [{"art": "Eiche", "hoch": False}],
}


def photo(content=None):
    if content is None:
        stream = io.BytesIO()
        Image.new("RGB", (9, 9)).save(stream, "PNG")
        content = stream.getvalue()
    return {"name": "a.png", "content_type": "image/png", "data": base64.b64encode(content).decode()}


def paths(raised):
    return {fault.pointer for fault in raised.value.faults}


def test_a_program_sends_answers_with_a_file(service):
    application = submit_answers(service, ANSWERS | {"foto": [photo()]}, idempotency_key="1")
    assert application.channel == Application.Channel.API
    assert application.charge.amount == 1500
    assert application.answers["foto"][0]["name"] == "a.png"
    assert application.uploads.get().question == "foto.0"
    assert str(application.uploads.get().file_id) == application.answers["foto"][0]["file"]


def test_the_same_key_gives_the_same_application(service):
    first = submit_answers(service, ANSWERS, idempotency_key="1")
    assert submit_answers(service, ANSWERS, idempotency_key="1") == first
    assert submit_answers(service, ANSWERS, idempotency_key="2") != first


def test_the_same_key_with_other_answers_is_refused(service):
    submit_answers(service, ANSWERS, idempotency_key="1")
    with pytest.raises(KeyReused):
        submit_answers(service, ANSWERS | {"krank": True, "krankheit": "Pilz"}, idempotency_key="1")


def test_the_same_key_of_another_person_is_another_one(service, anna):
    first = submit_answers(service, ANSWERS, idempotency_key="1")
    assert submit_answers(service, ANSWERS, idempotency_key="1", by=anna) != first


def test_faults_name_their_place_and_nothing_is_left_behind(service):
    bad = ANSWERS | {"ort": "mond", "baeume": [{"hoch": True}], "foto": [photo(b"kein Bild")]}
    with pytest.raises(Invalid) as raised:
        submit_answers(service, bad, idempotency_key="1")
    assert {"/ort", "/baeume/0/art", "/baeume/0/hoehe", "/foto/0"} <= paths(raised)
    assert (Application.objects.count(), StoredFile.objects.count(), Key.objects.count()) == (0, 0, 0)


def test_what_goes_on_in_person_only_is_a_fault(service):
    with pytest.raises(Invalid) as raised:
        submit_answers(service, ANSWERS | {"ort": "strasse"}, idempotency_key="1")
    assert [fault.code for fault in raised.value.faults] == ["in_person"]


def test_a_closed_service_takes_nothing(service):
    Definition.objects.update(in_force=False)
    with pytest.raises(Closed):
        submit_answers(service, ANSWERS, idempotency_key="1")


def test_a_service_for_accounts_only_takes_nothing_from_strangers(service, republish, anna):
    republish(lambda content: content.update(guest=False))
    with pytest.raises(ProofNeeded):
        submit_answers(service, ANSWERS, idempotency_key="1")
    sent = submit_answers(service, ANSWERS, idempotency_key="1", by=anna, level=TrustLevel.BASIC)
    assert (sent.person, sent.trust_level) == (anna, TrustLevel.BASIC)
