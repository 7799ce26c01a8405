"""The door for programs: the same submission, without a draft."""

import hashlib
import json
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from rathaus.foundation.accounts.models import Person, TrustLevel
from rathaus.foundation.audit.actions import together
from rathaus.foundation.documents import intake
from rathaus.foundation.documents.uploads import Inspected, Refused, inspect
from rathaus.foundation.vault.actions import create_key
from rathaus.foundation.vault.indexing import blind_index
from rathaus.foundation.vault.models import Key
from rathaus.portal.applications.actions.locking import put_back
from rathaus.portal.applications.actions.submission import Closed, ProofNeeded, Submission, create, finish
from rathaus.portal.applications.answers import get, put
from rathaus.portal.applications.blueprints.receiving import Incoming, receive
from rathaus.portal.applications.journey import Journey
from rathaus.portal.applications.known.facts import Known
from rathaus.portal.applications.models import Application, Definition, Upload
from rathaus.portal.applications.questions import Fault
from rathaus.portal.applications.rules import may_send
from rathaus.portal.catalogue.models import Service


class Invalid(Exception):
    """The answers have ``faults``."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


class KeyReused(Exception):
    """Another application was sent under this idempotency key."""


def submit_answers(
    service: Service,
    answers: dict[str, Any],
    *,
    idempotency_key: str,
    by: Person | None = None,
    level: TrustLevel = TrustLevel.NONE,
    language: str = "de",
) -> Application:
    """Send ``answers`` (JSON by question id, files as ``{name, content_type, data}``) for ``service``.

    ``by`` is None for a guest; ``level`` is what she has proven. The same key with the same answers gives the same
    application. Raises Invalid, KeyReused, Closed, ProofNeeded.
    """
    sender = by.pk if by else ""
    name = "api:" + hashlib.sha256(f"{service.pk}\0{sender}\0{idempotency_key}".encode()).hexdigest()
    fingerprint = blind_index(json.dumps(answers, sort_keys=True), "api-request")
    if earlier := _earlier(name, fingerprint):
        return earlier
    try:
        return _submit(service, answers, name, fingerprint, by, level, language)
    except IntegrityError:
        # The same request came twice at once, and the other one won.
        if earlier := _earlier(name, fingerprint):
            return earlier
        raise


def _earlier(name: str, fingerprint: str) -> Application | None:
    application = Application.objects.select_related("service", "key").filter(idempotency_key=name).first()
    if application and application.fingerprint != fingerprint:
        raise KeyReused
    return application


@transaction.atomic
@together()
def _submit(
    service: Service,
    raw: dict[str, Any],
    name: str,
    fingerprint: str,
    person: Person | None,
    level: TrustLevel,
    language: str,
) -> Application:
    definition = Definition.objects.in_force(service=service)
    if definition is None:
        raise Closed
    if not may_send(level, definition):
        raise ProofNeeded
    known = Known(definition.blueprint, person, today=timezone.localdate())
    answers, files = _checked(known, raw, name)
    key = create_key()
    uploads = [_store(path, file, answers, key) for path, file in files]
    journey = Journey(definition.blueprint, answers, today=known.today)
    origins, api = known.origins(journey.cleaned), Application.Channel.API
    application = create(Submission(name, definition, journey, key, person, language, level, origins, api, fingerprint))
    for upload in uploads:
        upload.application = application
    Upload.objects.bulk_create(uploads)
    finish(application)
    return application


def _checked(known: Known, raw: dict[str, Any], subject: str) -> tuple[dict[str, Any], list[tuple[str, Inspected]]]:
    """The answers with stand-ins for their files, and the files by path; raises Invalid."""
    received = receive(known.blueprint, raw)
    faults = list(received.faults)
    files = []
    for incoming in received.files:
        try:
            file = _inspected(incoming)
        except Refused as refusal:
            faults.append(Fault(incoming.path, refusal.code, refusal.message))
            continue
        files.append((incoming.path, file))
        put(received.answers, incoming.path, _answer("", file))
    answers = put_back(known, received.answers, subject, by=known.person)
    journey = Journey(known.blueprint, answers, today=known.today)
    told = {fault.path for fault in faults}
    faults += [fault for fault in journey.faults() if fault.path not in told]
    if journey.stop:
        faults.append(Fault("", "in_person", journey.stop.title))
    if faults:
        raise Invalid(faults)
    return answers, [entry for entry in files if get(journey.cleaned, entry[0])]


def _inspected(incoming: Incoming) -> Inspected:
    return inspect(incoming.name, incoming.content, incoming.question.kinds, incoming.question.max_bytes)


def _store(path: str, file: Inspected, answers: dict[str, Any], key: Key) -> Upload:
    stored = intake.receive(file, key)
    put(answers, path, _answer(str(stored.id), file))
    return Upload(file=stored, question=path)


def _answer(file_id: str, file: Inspected) -> dict[str, Any]:
    return {"file": file_id, "name": file.name, "size": len(file.content), "content_type": file.content_type}
