"""A backup of a town at work, and the same town again in an empty house; on both databases, by the command line."""

import subprocess
from pathlib import Path

import pytest

from rathaus.entrances.ops.tests.houses import *  # noqa: F403
from rathaus.entrances.ops.tests.houses import House
from rathaus.foundation.documents.tests.stores import *  # noqa: F403
from rathaus.foundation.documents.tests.stores import a_bucket
from rathaus.portal.cases.tests.town import *  # noqa: F403
from rathaus.portal.catalogue.models import Service

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(900)]
AT_WORK = "rathaus.entrances.ops.tests.town_at_work"
LOOK = """
import hashlib
from rathaus.foundation.documents.models import StoredFile
from rathaus.portal.applications.models import Application

lost = 0
for file in StoredFile.objects.select_related("key"):
    try:
        assert hashlib.sha256(file.read()).hexdigest() == file.digest
    except FileNotFoundError:
        lost += 1
print(lost, *Application.objects.values_list("reference", flat=True))
"""
TABLES = "from django.db import connection; print(connection.introspection.table_names())"
SLOWLY = """
import time
from rathaus.config import manage
from rathaus.entrances.ops.backup import archive

def finish(self, manifest):
    print("Nearly done", flush=True)
    time.sleep(600)

archive.Writer.finish = finish
manage.main()
"""
"""A backup that waits before its last piece."""


@pytest.fixture
def town(service: Service, house: House) -> House:
    """Has one service, and nobody at work."""
    return house


def at_work(house: House, until: int) -> "tuple[subprocess.Popen[str], list[str]]":
    """The town, and the first applications that were acknowledged."""
    work = house.start("-m", AT_WORK)
    assert work.stdout
    return work, [work.stdout.readline().strip() for _ in range(until)]


def ended(work: "subprocess.Popen[str]") -> list[str]:
    """All that were acknowledged since."""
    said, complained = work.communicate("")
    assert work.returncode == 0, complained
    return said.split()


def look(house: House) -> tuple[int, set[str]]:
    """Opens every file and compares it with its digest; how many are missing, and all applications."""
    lost, *references = house.python(LOOK).split()
    return int(lost), set(references)


@pytest.fixture(params=["disk", "bucket"])
def stores(request: pytest.FixtureRequest, town: House, empty_house: House) -> None:
    """Both houses keep their files on disk, or each in a bucket of its own."""
    if request.param == "bucket":
        endpoint = request.getfixturevalue("s3")
        for house in (town, empty_house):
            bucket = a_bucket(endpoint)["OPTIONS"]["bucket_name"]
            house.files = f"s3://{bucket}/haus?endpoint={endpoint}&region=us-east-1"


@pytest.mark.usefixtures("stores")
def test_a_town_at_work_stands_again_in_an_empty_house(town: House, empty_house: House, tmp_path: Path) -> None:
    archive = tmp_path / "town.backup"
    work, before = at_work(town, 12)
    made = town.rathaus("backup", str(archive))
    after = ended(work)
    assert (made.returncode, made.stderr) == (0, ""), made.stderr
    assert "The archive is whole." in made.stdout
    assert archive.stat().st_mode & 0o777 == 0o600

    restored = empty_house.rathaus("restore", str(archive))
    assert (restored.returncode, restored.stderr) == (0, ""), restored.stdout + restored.stderr
    assert "everything is as it was" in restored.stdout
    assert "The audit chain is whole" in restored.stdout
    lost, there = look(empty_house)
    deleted = int(made.stdout.partition("not in it: ")[2].partition(" ")[0] or 0)
    assert lost == deleted, "every file of a row is there, unless it was deleted meanwhile"
    assert there >= set(before), "what was acknowledged before the backup is in it"
    assert there <= {*before, *after}
    assert set(after) - there, "the town went on working meanwhile"

    again = empty_house.rathaus("restore", str(archive))
    assert again.returncode == 1
    assert "This house is not empty" in again.stderr
    assert look(empty_house) == (lost, there)


def test_a_wrong_key_or_a_damaged_archive_changes_nothing(town: House, empty_house: House, tmp_path: Path) -> None:
    archive = tmp_path / "town.backup"
    assert town.rathaus("backup", str(archive)).returncode == 0
    assert "The archive is whole." in town.rathaus("backup", "--verify", str(archive)).stdout

    refused = empty_house.rathaus("restore", str(archive), RATHAUS_BACKUP_KEY="another-key-of-thirty-two-characters")
    assert "The backup key does not fit this archive" in refused.stderr
    archive.write_bytes(archive.read_bytes()[:-30])
    refused = empty_house.rathaus("restore", str(archive))
    assert "The archive is damaged" in refused.stderr
    assert refused.returncode == 1
    assert not (empty_house.folder / "files").exists()
    assert empty_house.python(TABLES).strip() == "[]"


def test_a_wrong_vault_key_is_told_at_the_end_and_ends_with_1(town: House, empty_house: House, tmp_path: Path) -> None:
    archive = tmp_path / "town.backup"
    town.python("from rathaus.foundation.vault.actions import create_key; create_key()")
    assert town.rathaus("backup", str(archive)).returncode == 0
    restored = empty_house.rathaus("restore", str(archive), RATHAUS_VAULT_KEY="another-key-of-thirty-two-characters")
    assert restored.returncode == 1
    assert "everything is as it was" in restored.stdout
    assert "All was restored" in restored.stderr
    assert "RATHAUS_VAULT_KEY is not the vault key of that day" in restored.stderr
    assert "rotate-keys --verify" in restored.stderr
    assert empty_house.rathaus("rotate-keys", "--verify").returncode == 0


def test_a_backup_that_is_killed_leaves_no_archive(town: House, tmp_path: Path) -> None:
    archive = tmp_path / "town.backup"
    making = town.start("-c", SLOWLY, "backup", str(archive))
    assert making.stdout
    while "Nearly done" not in making.stdout.readline():
        assert making.poll() is None
    assert archive.with_name("town.backup.part").exists()
    making.kill()
    making.communicate()
    assert not archive.exists()
    assert town.rathaus("backup", str(archive)).returncode == 0


def test_a_backup_never_replaces_another(town: House, tmp_path: Path) -> None:
    archive = tmp_path / "town.backup"
    archive.write_bytes(b"the one of yesterday")
    refused = town.rathaus("backup", str(archive))
    assert "is there already" in refused.stderr
    assert archive.read_bytes() == b"the one of yesterday"


def test_a_place_where_nothing_can_be_written_is_named_in_plain_words(town: House, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    refused = town.rathaus("backup", str(tmp_path / "file" / "town.backup"))
    assert refused.returncode == 1
    assert "could not be written: Not a directory" in refused.stderr
    assert "Traceback" not in refused.stderr


def test_without_a_key_there_is_no_backup(town: House, tmp_path: Path) -> None:
    refused = town.rathaus("backup", str(tmp_path / "x"), RATHAUS_BACKUP_KEY="short")
    assert refused.returncode == 1
    assert "RATHAUS_BACKUP_KEY" in refused.stderr
    assert not (tmp_path / "x").exists()


def test_a_file_the_house_had_lost_is_named(town: House, tmp_path: Path) -> None:
    work, _first = at_work(town, 3)
    ended(work)
    lost = next(path for path in (town.folder / "files").rglob("*") if path.is_file())
    lost.unlink()
    made = town.rathaus("backup", str(tmp_path / "town.backup"))
    assert made.returncode == 1
    assert lost.name in made.stderr.replace("-", "")
    assert (tmp_path / "town.backup").exists()
