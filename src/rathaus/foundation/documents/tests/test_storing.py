"""What was stored is there, sealed, on disk as in a bucket; a store that fails leaves nothing behind."""

import io
import os
import time
from pathlib import Path

import pytest
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import File
from django.core.files.storage import storages
from django.db import transaction

from rathaus.foundation.documents import actions, shelf
from rathaus.foundation.documents.disk import SyncedFiles
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.documents.refusals import Unavailable
from rathaus.foundation.documents.streams import SealedWriter, read_sealed
from rathaus.foundation.documents.tests.stores import *  # noqa: F403
from rathaus.foundation.documents.tests.stores import Broken as OutOfOrder
from rathaus.foundation.vault.actions import create_key
from rathaus.foundation.vault.sealing import Broken

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("store")]


def kept(content: bytes = b"Inhalt") -> StoredFile:
    return actions.store("brief.pdf", content, "application/pdf", create_key())


def lying() -> list[str]:
    store = storages["files"]
    folders = {name.partition("/")[0] for name, _at in store.listing("")}
    return sorted(name for folder in folders for name, _at in store.listing(folder))


def replace(file: StoredFile, sealed: bytes) -> None:
    shelf.keep(file.place, io.BytesIO(sealed))


@pytest.fixture
def a_day_later(monkeypatch: pytest.MonkeyPatch) -> None:
    now = time.time()
    monkeypatch.setattr(shelf.time, "time", lambda: now + shelf.ORPHAN_AGE + 60)


def test_a_stored_file_can_be_read_again():
    file = StoredFile.objects.get(pk=kept(b"Inhalt").pk)
    assert file.read() == b"Inhalt"
    assert (file.name, file.size) == ("brief.pdf", 6)


def test_where_it_lies_nobody_can_read_it():
    file = kept(b"Anna Kowalski")
    assert b"Kowalski" not in shelf.read(file.place)
    assert lying() == [file.id.hex]


def test_changed_bytes_are_noticed():
    file = kept()
    *others, last = shelf.read(file.place)
    replace(file, bytes([*others, last ^ 1]))
    with pytest.raises(Broken):
        file.read()


def test_one_file_cannot_stand_in_for_another():
    key = create_key()
    one = actions.store("a", b"eins", "text/plain", key)
    other = actions.store("b", b"zwei", "text/plain", key)
    replace(one, shelf.read(other.place))
    with pytest.raises(Broken):
        one.read()


def test_a_file_is_durable_before_its_row_is_written(store: str, monkeypatch: pytest.MonkeyPatch):
    order: list[str] = []
    monkeypatch.setattr(os, "fsync", lambda _: order.append("sync"))
    monkeypatch.setattr(actions, "_write", lambda file: order.append("row" if shelf.has(file.place) else "early"))
    actions.store("a", b"x", "text/plain", create_key())
    assert order == (["sync", "sync", "sync", "row"] if store == "disk" else ["row"])


def test_the_name_of_a_folder_is_made_to_last_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings):
    settings.FILES_DIR = tmp_path
    synced: list[str] = []
    monkeypatch.setattr("rathaus.foundation.documents.disk.sync_folder", lambda folder: synced.append(folder.name))
    disk = SyncedFiles()
    for place in ("aa/one", "aa/two", "bb/three"):
        disk.save(place, File(io.BytesIO(b"x")))
    assert synced == [tmp_path.name, "aa", "aa", tmp_path.name, "bb"]
    assert SyncedFiles().save("aa/four", File(io.BytesIO(b"x")))
    assert synced[5:] == [tmp_path.name, "aa"], "whoever else made it may not have synced it yet"


def test_a_deleted_file_goes_with_the_commit():
    file = kept()
    with transaction.atomic():
        actions.delete(file)
        assert lying()
    assert not lying()


def test_an_undone_deletion_keeps_the_file():
    file = kept()
    with transaction.atomic():
        actions.delete(StoredFile.objects.get(pk=file.pk))
        transaction.set_rollback(True)
    assert StoredFile.objects.get(pk=file.pk).read() == b"Inhalt"


def test_a_sweep_leaves_what_is_not_a_day_old():
    fresh = kept()
    StoredFile.objects.all().delete()
    assert actions.sweep().removed == 0
    assert lying() == [fresh.id.hex]


@pytest.mark.usefixtures("a_day_later")
def test_a_sweep_removes_what_no_row_knows():
    remaining, abandoned = kept(), kept()
    StoredFile.objects.filter(pk=abandoned.pk).delete()
    shelf.keep(f"{abandoned.place}.part", io.BytesIO(b"abgebrochen"))
    shelf.keep("exports/somebody-elses", io.BytesIO(b"ZIP"))
    swept = actions.sweep()
    assert (swept.removed, swept.missing) == (2, [])
    assert lying() == sorted([remaining.id.hex, "somebody-elses"])


def test_a_sweep_reports_rows_whose_file_is_gone():
    file, _other = kept(), kept()
    shelf.remove(file.place)
    assert actions.sweep().missing == [file.id]


def test_a_missing_file_is_told_from_a_store_that_fails():
    file = kept()
    shelf.remove(file.place)
    with pytest.raises(FileNotFoundError):
        file.read()


def test_a_large_file_is_written_and_read_piece_by_piece():
    key, content = create_key(), os.urandom(3 * 1024 * 1024 + 5)
    writer = SealedWriter("exports/zip", key, "export")
    writer.write(content)
    assert lying() == []
    writer.commit()
    pieces = list(read_sealed("exports/zip", key, "export"))
    assert [len(piece) for piece in pieces] == [2**20, 2**20, 2**20, 5]
    assert b"".join(pieces) == content


def test_no_place_leads_out_of_the_store():
    for place in ("../secret", "/etc/passwd", "ab/../../x"):
        with pytest.raises(SuspiciousOperation):
            shelf.keep(place, io.BytesIO(b"x"))


def test_no_address_is_handed_out():
    with pytest.raises(NotImplementedError):
        storages["files"].url(kept().place)


def test_a_store_that_fails_leaves_neither_row_nor_file(out_of_order: OutOfOrder):
    key = create_key()
    with out_of_order(), pytest.raises(Unavailable, match="Das liegt an uns"):
        actions.store("a", b"x", "text/plain", key)
    assert not StoredFile.objects.exists()
    assert lying() == []
    assert actions.store("a", b"x", "text/plain", key).read() == b"x"


def test_a_store_that_fails_leaves_no_half_of_a_large_file(out_of_order: OutOfOrder):
    writer = SealedWriter("exports/zip", create_key(), "export")
    writer.write(b"x" * 2**21)
    with out_of_order(), pytest.raises(Unavailable):
        writer.commit()
    assert lying() == []


def test_what_could_not_be_removed_at_the_commit_goes_with_the_next_sweep(
    monkeypatch: pytest.MonkeyPatch, a_day_later: None
):
    file = kept()

    def fails(_place: str) -> None:
        raise Unavailable

    with monkeypatch.context() as patch:
        patch.setattr(shelf, "remove", fails)
        actions.delete(file)
    assert not StoredFile.objects.exists()
    assert actions.sweep().removed == 1
    assert lying() == []
