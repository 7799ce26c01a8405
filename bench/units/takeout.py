"""All that is held about a person with 200 cases as a ZIP, beside the same bytes only read, opened and zipped."""

import hashlib
import io
import os
import time
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

from django.db import transaction

from bench.limits.zipping import Part, zip_parts
from bench.rows import Row, alone, costs
from bench.units import Run
from rathaus.entrances.my.actions import request_export
from rathaus.entrances.my.models import Export
from rathaus.entrances.my.packing import FACTS, pack, write_zip
from rathaus.foundation.accounts.actions import locked_key
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.documents.actions import store
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.vault.models import Key
from rathaus.portal.applications import receipts
from rathaus.portal.applications.actions.programs import submit_answers
from rathaus.portal.applications.actions.publishing import publish_content
from rathaus.portal.cases.models import Case
from rathaus.portal.catalogue.models import Service

CASES = 200
FILE = 100_000
"""Bytes of the file that came with each; beside it lies the receipt, a PDF."""
QUESTIONS = [
    {"id": "name", "type": "person-name", "label": "Ihr Name"},
    {"id": "adresse", "type": "address", "label": "Ihre Anschrift"},
    *({"id": f"frage-{n}", "type": "text", "label": f"Frage {n}"} for n in range(20)),
]
CONTENT = {
    "title": "Zum Messen",
    "steps": [{"id": "alles", "title": "Alles", "questions": QUESTIONS}],
    "desk": {"applicant": "name", "address": ["{adresse}"]},
    "examples": [],
}
ANSWERS = {
    "name": {"given": "Anna", "family": "Kowalski"},
    "adresse": {"street": "Musterstraße", "number": "12", "postcode": "47057", "town": "Duisburg"},
} | {f"frage-{n}": f"Eine Antwort von mittlerer Länge auf die Frage {n}" for n in range(20)}


def measure(run: Run) -> list[Row]:
    """Seconds for the whole task, made and sealed on disk; and what it needed of memory."""
    anna = _anna()
    target = run.folder / "limit.zip"
    parts = _parts(anna)
    ours, limit = [], []
    for _ in range(run.rounds):
        ours.append(_timed(_exporting(anna)))
        limit.append(_timed(lambda: zip_parts(parts, target)))
    unit = f"ZIP of a person, {CASES} cases"
    return [
        costs(unit, "s, from the task to the sealed file", ours, limit),
        alone(unit, "s", max(ours), at_most=30),
        alone(unit, "MB of the ZIP", Export.objects.get().size / 1e6),
        alone(unit, "MB of memory at its peak, cases and pieces", _peak(_exporting(anna)), at_most=50),
    ]


def _timed(act: Callable[[], object]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def _peak(act: Callable[[], object]) -> float:
    tracemalloc.start()
    act()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def _exporting(anna: Person) -> Callable[[], None]:
    export = request_export(anna)
    return lambda: pack(str(export.id))


def _anna() -> Person:
    anna = Person.objects.create_user("takeout@rathaus.example", name="Anna Kowalski")
    with transaction.atomic():
        locked_key(anna)
    # One that no other unit measures: it asks something else from now on.
    service = Service.objects.get(slug="sperrgut")
    publish_content(service, CONTENT)
    for _ in range(CASES):
        application = submit_answers(service, ANSWERS, idempotency_key=str(uuid4()), by=anna)
        store("nachweis.pdf", os.urandom(FILE), "application/pdf", application.key)
        receipts.write(str(application.id))
    return anna


def _parts(anna: Person) -> list[Part]:
    """What is in her ZIP, each as it lies sealed; texts are sealed here once more, as one piece each."""
    keys = Case.objects.visible_to(anna).values("application__key")
    files = {file.digest: file for file in StoredFile.objects.filter(key__in=keys).select_related("key")}
    whole = io.BytesIO()
    write_zip(anna, whole)
    archive, own = zipfile.ZipFile(whole), anna.key
    assert own
    return [_part(name, archive.read(name), files, own) for name in archive.namelist()]


def _part(name: str, content: bytes, files: dict[str, StoredFile], own: Key) -> Part:
    digest = hashlib.sha256(content).hexdigest()
    if name.endswith(FACTS) or digest not in files:
        return Part(name, own.plain, "text", own.seal(content, "text"), stored=False)
    file = files[digest]
    return Part(name, file.key.plain, file.label, Path(file.path), stored=True)
