"""The ZIP of all that is held about a person: made record by record, sealed as it is written."""

import json
import time
import zipfile
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, BinaryIO, cast

from django.template.loader import render_to_string
from django.utils import timezone, translation

from rathaus.entrances.my.models import Export
from rathaus.foundation.accounts.disclosure import Holding, Record, counted
from rathaus.foundation.accounts.models import Person
from rathaus.foundation.audit.actions import record
from rathaus.foundation.documents import shelf
from rathaus.foundation.documents.names import clean_name, split
from rathaus.foundation.documents.streams import SealedWriter
from rathaus.foundation.documents.withholding import Withheld

Progress = Callable[[int], None]
"""Hears how many records are in."""

README = "LIESMICH.txt"
FACTS = "angaben.json"
_PAUSE = 0.5
"""Seconds between two notes of progress: each is a commit."""


def pack(export_id: str) -> None:
    """Make the ZIP of an export that waits, or whose worker died; the second time it does nothing."""
    export = Export.objects.running().select_related("person__key").filter(pk=export_id).first()
    if export is None:
        return
    assert export.person.key
    writer = SealedWriter(export.place, export.person.key, export.label)
    try:
        write_zip(export.person, cast(BinaryIO, writer), _noting(export))
        writer.commit()
    except BaseException:
        writer.discard()
        Export.objects.filter(pk=export.pk).update(state=Export.State.FAILED)
        raise
    done = {"state": Export.State.READY, "percent": 100, "size": writer.size}
    if Export.objects.running().filter(pk=export.pk).update(**done):
        record("export.made", f"person:{export.person_id}", by="system", size=writer.size)
    else:
        # She left meanwhile.
        shelf.remove(export.place)


def write_zip(person: Person, file: BinaryIO, progress: Progress = lambda done: None) -> None:
    """All holdings about ``person`` into ``file``, in German: names of facts are to be the same for everyone."""
    with translation.override("de"), zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        told = counted(person)
        content = {"person": person, "holdings": told, "made": timezone.localtime()}
        archive.writestr(README, render_to_string("my/export_readme.txt", content))
        done = 0
        for holding, _count in told:
            for place, one in enumerate(holding.read(person), 1):
                _write(archive, f"{holding.name}/{place:04} {_safe(one.title)}", holding, one)
                done += 1
                progress(done)


def _write(archive: zipfile.ZipFile, folder: str, holding: Holding, one: Record) -> None:
    names, withheld = list(_names(one)), {}
    for name, paper in zip(names, one.papers, strict=True):
        try:
            # PDFs and pictures are compressed already.
            archive.writestr(f"{folder}/{name}", paper.read(), zipfile.ZIP_STORED)
        except Withheld as why:
            withheld[name] = str(why)
    facts = {
        "art": str(holding.label),
        "titel": str(one.title),
        "angaben": one.facts,
        "dateien": [name for name in names if name not in withheld],
        "adresse": one.link,
    }
    if withheld:
        facts["nicht_dabei"] = withheld
    archive.writestr(f"{folder}/{FACTS}", json.dumps(facts, ensure_ascii=False, indent=2, default=_plain))


def _names(one: Record) -> Iterator[str]:
    """The papers' names, each once."""
    taken = {FACTS}
    for paper in one.papers:
        name = clean_name(paper.name)
        stem, ending = split(name)
        number = 2
        while name.casefold() in taken:
            name = f"{stem} ({number}).{ending}" if ending else f"{stem} ({number})"
            number += 1
        taken.add(name.casefold())
        yield name


def _safe(title: str) -> str:
    """Nothing in it can lead out of the folder."""
    return clean_name(str(title).replace("/", "-").replace("\\", "-").replace(".", " "))[:60].strip()


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return timezone.localtime(value).isoformat(timespec="seconds")
    return value.isoformat() if isinstance(value, date) else str(value)


def _noting(export: Export) -> Progress:
    """Writes down how far it is, from time to time."""
    total = sum(count for _holding, count in counted(export.person)) or 1
    last = [0.0]

    def note(done: int) -> None:
        if time.monotonic() - last[0] < _PAUSE:
            return
        last[0] = time.monotonic()
        percent = min(99, done * 100 // total)
        Export.objects.running().filter(pk=export.pk).update(state=Export.State.WORKING, percent=percent)

    return note
