import os
import time

import pytest
from django.db import transaction

from rathaus.foundation.documents import actions
from rathaus.foundation.documents.models import StoredFile
from rathaus.foundation.vault.actions import create_key
from rathaus.foundation.vault.sealing import Broken

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.FILES_DIR = tmp_path / "files"
    return settings.FILES_DIR


def kept(content: bytes = b"Inhalt") -> StoredFile:
    return actions.store("brief.pdf", content, "application/pdf", create_key())


def lying(files) -> list[str]:
    return [path.name for path in files.rglob("*") if path.is_file()]


def make_old(file: StoredFile) -> None:
    os.utime(file.path, (time.time() - 2 * 24 * 3600,) * 2)


def test_a_stored_file_can_be_read_again():
    file = StoredFile.objects.get(pk=kept(b"Inhalt").pk)
    assert file.read() == b"Inhalt"
    assert (file.name, file.size) == ("brief.pdf", 6)


def test_on_disk_nobody_can_read_it(files):
    file = kept(b"Anna Kowalski")
    assert b"Kowalski" not in file.path.read_bytes()
    assert lying(files) == [file.id.hex]


def test_changed_bytes_are_noticed():
    file = kept()
    file.path.write_bytes(file.path.read_bytes()[:-1] + b"x")
    with pytest.raises(Broken):
        file.read()


def test_one_file_cannot_stand_in_for_another():
    key = create_key()
    one = actions.store("a", b"eins", "text/plain", key)
    other = actions.store("b", b"zwei", "text/plain", key)
    one.path.write_bytes(other.path.read_bytes())
    with pytest.raises(Broken):
        one.read()


def test_a_file_is_synced_before_its_row_is_written(monkeypatch):
    order = []
    monkeypatch.setattr(os, "fsync", lambda _: order.append("sync"))
    monkeypatch.setattr(StoredFile, "save", lambda *_, **__: order.append("row"))
    actions.store("a", b"x", "text/plain", create_key())
    assert order == ["sync", "sync", "sync", "row"]


def test_a_deleted_file_goes_from_disk_with_the_commit(files):
    file = kept()
    with transaction.atomic():
        actions.delete(file)
        assert lying(files)
    assert not lying(files)


def test_an_undone_deletion_keeps_the_file():
    file = kept()
    with transaction.atomic():
        actions.delete(StoredFile.objects.get(pk=file.pk))
        transaction.set_rollback(True)
    assert StoredFile.objects.get(pk=file.pk).read() == b"Inhalt"


def test_a_sweep_removes_what_no_row_knows_once_it_is_a_day_old(files):
    remaining, abandoned = kept(), kept()
    fresh = kept()
    StoredFile.objects.filter(pk__in=[abandoned.pk, fresh.pk]).delete()
    half = abandoned.path.with_suffix(".part")
    half.write_bytes(b"abgebrochen")
    for file in (remaining, abandoned):
        make_old(file)
    os.utime(half, (0, 0))
    swept = actions.sweep()
    assert swept.removed == 2
    assert sorted(lying(files)) == sorted([remaining.id.hex, fresh.id.hex])


def test_a_sweep_reports_rows_whose_file_is_gone():
    file = kept()
    file.path.unlink()
    assert actions.sweep().missing == [file.id]
