"""What load balancers and monitoring hear."""

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import patch

import pytest
from django.core.files.storage import storages
from django.db import DatabaseError, connection
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from rathaus.entrances.ops import readiness
from rathaus.entrances.ops.actions import SILENCE, give_sign
from rathaus.entrances.ops.models import Worker
from rathaus.foundation.documents.tests.stores import *  # noqa: F403
from rathaus.foundation.documents.tests.stores import BACKEND, a_bucket
from rathaus.foundation.notifications.server import note_down, note_up
from tests.walk.fingerprint import fingerprint


def lines(client: Client) -> tuple[int, dict[str, str]]:
    answer = client.get("/readyz")
    assert answer["Cache-Control"] == "no-store"
    return answer.status_code, dict(line.split(" ", 1) for line in answer.content.decode().splitlines())


def test_a_live_process_says_so_without_asking_the_database(client: Client) -> None:
    assert client.get("/healthz").content == b"ok\n"


@pytest.mark.django_db
def test_a_house_with_all_its_parts_is_ready(client: Client) -> None:
    give_sign("alive")
    before = fingerprint()
    assert lines(client) == (200, {"database": "ok", "keys": "ok", "files": "ok", "worker": "ok", "mail": "ok"})
    assert fingerprint() == before


@pytest.mark.django_db
def test_without_its_database_nobody_should_be_sent_here(client: Client) -> None:
    with patch.object(connection, "cursor", side_effect=DatabaseError("password is hunter2")):
        assert lines(client) == (503, {"database": "missing", "files": "ok"})


@pytest.mark.django_db
def test_without_its_vault_key_nobody_should_be_sent_here(client: Client, settings: Settings) -> None:
    settings.VAULT_KEY = "the key of another house, kept by nobody"
    status, told = lines(client)
    assert (status, told["keys"]) == (503, "missing")


@pytest.mark.django_db
def test_without_its_files_nobody_should_be_sent_here(client: Client, settings: Settings, tmp_path: Path) -> None:
    settings.FILES_DIR = tmp_path / "away" / "files"
    status, told = lines(client)
    assert (status, told["files"]) == (503, "missing")


@pytest.mark.django_db
def test_a_full_disk_is_told_and_people_may_still_read(client: Client) -> None:
    with patch.object(readiness, "LEAST_ROOM", 1 << 62):
        status, told = lines(client)
    assert (status, told["files"]) == (200, "full")


@pytest.mark.django_db
def test_a_silent_worker_is_told_and_turns_nobody_away(client: Client) -> None:
    Worker.objects.create(name="gone", seen_at=timezone.now() - SILENCE * 3)
    status, told = lines(client)
    assert (status, told["worker"]) == (200, "silent")


@pytest.mark.django_db
def test_an_absent_mail_server_is_told_and_turns_nobody_away(client: Client) -> None:
    note_down(probing=False)
    status, told = lines(client)
    assert (status, told["mail"]) == (200, "away")
    note_up()
    assert lines(client)[1]["mail"] == "ok"


class Shop:
    """A file store that is no disk, and counts how often it is asked."""

    def __init__(self) -> None:
        self.asked = 0
        self.there = True

    def look(self) -> None:
        self.asked += 1
        if not self.there:
            raise OSError("bucket of the city, key 4711")


@pytest.fixture
def shop() -> Iterator[Shop]:
    found = Shop()
    with patch.dict(storages._storages, {"files": found}), patch.object(readiness, "BUCKET", readiness.Bucket()):
        yield found


@pytest.mark.django_db
def test_a_bucket_is_asked_now_and_then_only(client: Client, shop: Shop) -> None:
    assert [lines(client)[1]["files"] for _ in range(5)] == ["ok"] * 5
    assert shop.asked == 1


@pytest.mark.django_db
def test_a_bucket_that_is_away_is_told(client: Client, shop: Shop) -> None:
    shop.there = False
    assert lines(client)[0] == 503
    assert lines(client)[1]["files"] == "missing"


@pytest.mark.django_db
def test_a_bucket_that_was_never_made_is_missing(client: Client, settings: Settings, s3: str) -> None:
    there = a_bucket(s3)
    options = there["OPTIONS"] | {"bucket_name": "nobody-made-this-one"}
    for files, told in ((there, "ok"), ({"BACKEND": BACKEND, "OPTIONS": options}, "missing")):
        settings.STORAGES = settings.STORAGES | {"files": files}
        with patch.object(readiness, "BUCKET", readiness.Bucket()):
            assert lines(client)[1]["files"] == told
